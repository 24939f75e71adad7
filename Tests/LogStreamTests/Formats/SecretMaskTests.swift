import Testing

@testable import LogStream

@Suite struct SecretMaskTests {
  @Test(arguments: [
    (#"{"token":"abc","a":1}"#, #"{"token":"***","a":1}"#),
    (#"{"access_token": "a\"b", "x-api-key":"k"}"#, #"{"access_token": "***", "x-api-key":"***"}"#),
    (#"{"pin":1,"password":1234}"#, #"{"pin":1,"password":***}"#),
    (
      #"{"headers":{"Cookie":["a=b; c=d","e"],"Accept":["*"]}}"#,
      #"{"headers":{"Cookie":[***],"Accept":["*"]}}"#
    ),
    (#"{"log":"{\"token\":\"abc\",\"a\":1}\n"}"#, #"{"log":"{\"token\":\"***\",\"a\":1}\n"}"#),
    ("GET /ws?token=abc&room=1 HTTP/1.1", "GET /ws?token=***&room=1 HTTP/1.1"),
    ("Authorization: Bearer abc.def", "Authorization: ***"),
    ("Set-Cookie: a=b; Path=/", "Set-Cookie: ***"),
    ("sent bearer abcdef123456 to", "sent bearer *** to"),
    ("clientSecret=x user=bob", "clientSecret=*** user=bob"),
    (#"api_key="a b" b=c"#, #"api_key="***" b=c"#),
    ("user[password]=hunter2&x=1", "user[password]=***&x=1"),
    ("redis://bob:pw@host:6379/0", "redis://bob:***@host:6379/0"),
    ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl!", "jwt ***!"),
    ("session_id=42 sid=7", "session_id=*** sid=7"),
    ("GET /ws?ticket=abc&room=1", "GET /ws?ticket=***&room=1"),
    ("Sec-WebSocket-Protocol: bearer, abc", "Sec-WebSocket-Protocol: ***"),
    (#"{"sec-websocket-protocol":"abc","a":1}"#, #"{"sec-websocket-protocol":"***","a":1}"#),
    ("x Basic dXNlcjpwdw== y", "x Basic *** y"),
    ("Basic authentication failed", "Basic authentication failed"),
    ("with ghp_0123456789abcdef and AKIAIOSFODNN7EXAMPLE.", "with *** and ***."),
    ("the xoxb- prefix, sk_live_", "the xoxb- prefix, sk_live_"),
    (
      "-----BEGIN RSA PRIVATE KEY-----abc-----END RSA PRIVATE KEY-----",
      "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----"
    ),
    ("-----BEGIN PRIVATE KEY-----abc", "-----BEGIN PRIVATE KEY-----***"),
    ("-----BEGIN CERTIFICATE-----abc", "-----BEGIN CERTIFICATE-----abc"),
    ("password: hunter2", "password: ***"),
    ("authorization=Basic dXNlcjpwdw== x=1", "authorization=*** x=1"),
    (
      #"{"b":"{\\\"password\\\": \\\"x\\\",\\\"a\\\":1}"}"#,
      #"{"b":"{\\\"password\\\": \\\"***\\\",\\\"a\\\":1}"}"#
    ),
    (#"{"token":{"value":"a}b","n":1},"c":2}"#, #"{"token":{***},"c":2}"#),
    (#"{"password":["a]b",["c"]],"d":1}"#, #"{"password":[***],"d":1}"#),
    (#"{"tokens":["a"],"passwords":"b"}"#, #"{"tokens":[***],"passwords":"***"}"#),
    (
      #"{"IMToken":"a","wstoken":"b","DBPassword":"c"}"#,
      #"{"IMToken":"***","wstoken":"***","DBPassword":"***"}"#
    ),
    (#"{"tok\u0065n":"a"}"#, #"{"tok\u0065n":"***"}"#),
    ("password:\tx token=> y", "password:\t*** token=> ***"),
    ("next=%2Fa%3Ftoken%3Dabc", "next=%2Fa%3Ftoken%3D***"),
    ("mysql --user ada --password x -h db", "mysql --user ada --password *** -h db"),
    ("curl -u ada:hunter2 -H x https://h/", "curl -u ada:*** -H x https://h/"),
    ("curl --user 'ada:hun ter' h", "curl --user 'ada:***' h"),
    ("curl -uada:pw h", "curl -uada:*** h"),
    (#"["curl","-u","ada:pw","h"]"#, #"["curl","-u","ada:***","h"]"#),
    (#"{"args":["--password","x y","-v"]}"#, #"{"args":["--password","***","-v"]}"#),
    (#"{"m":"[\"--password\", \"x\"]"}"#, #"{"m":"[\"--password\", \"***\"]"}"#),
    ("im -token abc -v", "im -token *** -v"),
    ("GET /cb?code=4/0AbC&state=xyz HTTP/1.1", "GET /cb?code=***&state=xyz HTTP/1.1"),
    ("https://im/cb?state=xyz&code=abcdef", "https://im/cb?state=xyz&code=***"),
    ("GET /f?sig=a&signature=b", "GET /f?sig=***&signature=***"),
    ("密码=x 口令：y", "密码=*** 口令：***"),
    ("cookie=a=x; b=y c=1", "cookie=*** c=1"),
    (#"Authorization: Digest username="u", response="abc""#, "Authorization: ***"),
    (
      #"{"h":"Authorization: Digest username=\"u\", response=\"abc\"","b":1}"#,
      #"{"h":"Authorization: ***","b":1}"#
    ),
    (
      #"{"h":"Authorization: Basic dXNlcjpwdw==","b":"c"}"#, #"{"h":"Authorization: ***","b":"c"}"#
    ),
    (#"[{"name":"cookie","value":"a=b"}]"#, #"[{"name":"cookie","value":"***"}]"#),
    (#"{"key": "X-Api-Key", "value": "a"}"#, #"{"key": "X-Api-Key", "value": "***"}"#),
    (#"["Host","im","Cookie","a=b","Via","c"]"#, #"["Host","im","Cookie","***","Via","c"]"#),
    ("GET /x?%74oken=abc", "GET /x?%74oken=***"),
    (
      "password2=a password_confirmation=b tokenValue=c connect.sid=d tokens.0=e",
      "password2=*** password_confirmation=*** tokenValue=*** connect.sid=*** tokens.0=***"
    ),
    ("ALTER USER im WITH PASSWORD 'S' VALID", "ALTER USER im WITH PASSWORD '***' VALID"),
    ("CREATE ROLE x LOGIN PASSWORD  'it''s' x", "CREATE ROLE x LOGIN PASSWORD  '***' x"),
    ("ENCRYPTED PASSWORD E'S\\'x';", "ENCRYPTED PASSWORD E'***';"),
    ("CREATE USER u IDENTIFIED BY 'S'", "CREATE USER u IDENTIFIED BY '***'"),
    (
      #"{"q":"ALTER ROLE \"a\" PASSWORD 'S'","b":"c"}"#,
      #"{"q":"ALTER ROLE \"a\" PASSWORD '***'","b":"c"}"#
    ),
    (#"login failed for password "S" of u"#, #"login failed for password "***" of u"#),
    (#"{"m":"bad token \"S\" x","b":"c"}"#, #"{"m":"bad token \"***\" x","b":"c"}"#),
    ("'authorization', 'Basic S'", "'authorization', '***'"),
    ("'cookie', 'sid=S; b=c' 'via', 'x'", "'cookie', '***' 'via', 'x'"),
    ("'x-api-key', 'S'", "'x-api-key', '***'"),
    (
      "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGJv</auth>",
      "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>***</auth>"
    ),
    (
      "<<\"<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>Yz1i</response>\">>",
      "<<\"<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>***</response>\">>"
    ),
    (
      "<username>u</username><password>S</password>",
      "<username>u</username><password>***</password>"
    ),
  ])
  func secretsAreReplaced(_ text: String, _ masked: String) {
    #expect(SecretMask().masked(text) == masked)
    #expect(SecretMask().masked(Array(text.utf8)) == Array(masked.utf8))
    #expect(SecretMask(showsSecrets: true).masked(text) == text)
  }

  @Test(arguments: [
    #"{"monkey":"george","keyboard":"qwerty","cache_key":"a","tokens":12}"#,
    "code=1006 state=closed", "GET /x?code=1006 HTTP/1.1", "GET /x?code=1006&state=closed",
    "docker run -u 1000:1000 im", "ls -key -value x", "close code=4001 &state=a",
    "pass=3 fail=1", "a -- token expired", "pattern: x",
    "key: not found", "session store: dial tcp", "http://host:80/a@b", "eyJ is how they start",
    "time=06:37:57 status=200 path=/keys", "", #"{"name":"ada","value":"b","sha256":"c"}"#,
    #"["authorize","cooking","a"]"#, "value=3 hash=ab12 new=1",
    #"{"m":"expired token ","b":"c"}"#, #"m="no password " user="x""#,
    "Unexpected token '<' in JSON",
    #"secret "im-tls" not found"#, "needs 'password', 'email'", "it is 'x', 'y'",
    "<response code='1'>ok</response>", "<token> of <user>", "<auth xmlns='x-sasl'/>ok<a>",
  ])
  func otherTextStays(_ text: String) {
    #expect(SecretMask().masked(text) == text)
  }

  @Test func fieldsAreMaskedByTheirName() {
    #expect(SecretMask().masked("abc", named: "request.headers.X-Api-Key") == "***")
    #expect(SecretMask().masked("abc", named: "user_id") == "abc")
    #expect(SecretMask().masked("/a?token=b", named: "uri") == "/a?token=***")
    #expect(SecretMask().masked("", named: "token") == "")
  }
}
