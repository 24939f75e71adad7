#ifndef IMTOP_CBYTESCAN_SCAN_H
#define IMTOP_CBYTESCAN_SCAN_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* How many bytes one step of the scan looks at. */
#define IMTOP_SCAN_WIDTH 64

/* A bit for each of the 64 bytes from `bytes` on that ends the plain text of a JSON string: a quote, a
   backslash or a control character. The first byte's bit is the lowest. */
static inline uint64_t imtop_json_stops(const uint8_t *bytes) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i control = _mm_set1_epi8(0x1f);
  uint64_t stops = 0;
  for (int part = 0; part < 4; part++) {
    __m128i text = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    __m128i found = _mm_or_si128(_mm_cmpeq_epi8(text, quote), _mm_cmpeq_epi8(text, backslash));
    found = _mm_or_si128(found, _mm_cmpeq_epi8(_mm_min_epu8(text, control), text));
    stops |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << (16 * part);
  }
  return stops;
#else
  uint64_t stops = 0;
  for (int index = 0; index < IMTOP_SCAN_WIDTH; index++) {
    uint8_t byte = bytes[index];
    stops |= (uint64_t)(byte == '"' || byte == '\\' || byte < 0x20) << index;
  }
  return stops;
#endif
}

/* A bit for each of 64 places at which the byte of `first` is `one`, bit 5 set, and that of `second` is
   `other`, bit 5 set. The first place's bit is the lowest. */
static inline uint64_t imtop_pairs(const uint8_t *first, const uint8_t *second, uint8_t one,
                                   uint8_t other) {
  uint64_t found = 0;
#if defined(__SSE2__)
  const __m128i bit = _mm_set1_epi8(0x20);
  const __m128i ones = _mm_set1_epi8((char)one);
  const __m128i others = _mm_set1_epi8((char)other);
  for (int part = 0; part < 4; part++) {
    __m128i left = _mm_loadu_si128((const __m128i *)(first + 16 * part));
    __m128i right = _mm_loadu_si128((const __m128i *)(second + 16 * part));
    __m128i both = _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(left, bit), ones),
                                 _mm_cmpeq_epi8(_mm_or_si128(right, bit), others));
    found |= (uint64_t)(uint32_t)_mm_movemask_epi8(both) << (16 * part);
  }
#else
  for (int index = 0; index < IMTOP_SCAN_WIDTH; index++) {
    found |= (uint64_t)((first[index] | 0x20) == one && (second[index] | 0x20) == other) << index;
  }
#endif
  return found;
}

/* How many of the bytes are newlines. */
static inline uint64_t imtop_newlines(const uint8_t *bytes, uint64_t count) {
  uint64_t found = 0;
  uint64_t at = 0;
#if defined(__SSE2__)
  const __m128i newline = _mm_set1_epi8('\n');
  while (at + 16 <= count) {
    /* Each byte of `sums` counts what stands in its lane, at most 255 of it. */
    __m128i sums = _mm_setzero_si128();
    for (int step = 0; step < 255 && at + 16 <= count; step++, at += 16) {
      __m128i text = _mm_loadu_si128((const __m128i *)(bytes + at));
      sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(text, newline));
    }
    sums = _mm_sad_epu8(sums, _mm_setzero_si128());
    found += (uint64_t)_mm_cvtsi128_si64(sums) +
             (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums));
  }
#endif
  for (; at < count; at++) found += bytes[at] == '\n';
  return found;
}

/* Asks for the memory at `address` to be brought into the processor's cache. */
static inline void imtop_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
