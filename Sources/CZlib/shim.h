#ifndef IMTOP_CZLIB_SHIM_H
#define IMTOP_CZLIB_SHIM_H

#include <zlib.h>

#endif
