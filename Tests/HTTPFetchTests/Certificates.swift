/// Certificates for tests alone: both say `localhost` and sign themselves, until 2120.
enum Certificates {
  /// What the test server shows.
  static let server = """
    -----BEGIN CERTIFICATE-----
    MIIBYTCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
    c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
    CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABP2096wSzYW613k0
    tDFFMHU+uFAKbhYkSju/kvYnbm6AEWhAu7LoPhbe6gW5f/EwpDZpxv4YGTRCM/3i
    ORktMFWjSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
    MB0GA1UdDgQWBBQPx6sa8G2wWgj0T/jxDM2o6NAETjAKBggqhkjOPQQDAgNIADBF
    AiEAgqpcRUvl09L3yqHj+Qujmoj9VxvwQzGkJ7aICY0ezaICIHPcmme+d2vRbTPm
    RfMn35/hfikoaizsWZpJRx25sxcE
    -----END CERTIFICATE-----
    """

  /// The key of `server`; it protects nothing.
  static let serverKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGV58evVdxlWVhkmP
    qo603gEte+JuSK/4cOBIJzffmzqhRANCAAT9tPesEs2Futd5NLQxRTB1PrhQCm4W
    JEo7v5L2J25ugBFoQLuy6D4W3uoFuX/xMKQ2acb+GBk0QjP94jkZLTBV
    -----END PRIVATE KEY-----
    """

  /// An authority that did not sign `server`.
  static let stranger = """
    -----BEGIN CERTIFICATE-----
    MIIBYDCCAQegAwIBAgIBAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
    c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
    CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKHkmv7y0f0TZtFt
    dwzb/68OeIf6RlVg18YpVe3uDZhBjlem8avKdRSTCNpmsL+3mMl+SYg+U2lKseVU
    1HJX/JGjSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
    MB0GA1UdDgQWBBQLkN6FICpsW70CLJrU4nLJqsq/qjAKBggqhkjOPQQDAgNHADBE
    AiAkrEwUxBN4DaOrhbCid2fpwAiQnW0Ag2fL6fJVmkrmOAIgWEQ3TysSFz1Jqrw2
    UBs0K07+TCgh0VwWowjPreiECaE=
    -----END CERTIFICATE-----
    """
}
