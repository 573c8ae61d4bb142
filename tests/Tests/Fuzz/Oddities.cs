namespace Weiguang.Tests.Fuzz;

/// <summary>Values that people, broken programs and enemies send, from bug reports of comparable software and our own.</summary>
internal static class Oddities
{
    /// <summary>For addresses, queries and fields of forms. Some are not text at all: percent codes of bytes that no encoding knows are in <see cref="Escaped"/>.</summary>
    public static readonly IReadOnlyList<string> Texts =
    [
        "", " ", "abc", "null", "undefined", "-1", "0", "1", "on", "true", "2", "1.5", "1e400", "-0", "NaN", "Infinity", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "99999999999999999999999999999", "2147483648", "１２３", "١٢٣", "0x10", "1,000", "[]", "{}", "[null]", "\"", "\0", "a\0b", "\uFFFE", "王\uFFFE小", "\uFFFF", "\uD800", "\uDC00x",
        "\u202E反", "\u200F\u061C\u2066", "\u200B\u200D\uFEFF", "😀👨‍👩‍👧🇨🇳", "𠮷龘", "e\u0301\u0301\u0301\u0301", "\r\nX-Odd: 1", "\t", "'; DROP TABLE people_person; --", "<script>alert(1)</script>", "{0}{9}",
        "%", "_%_", "../../etc/passwd", "C:\\con", "0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T22:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "2026-02-30", "2026-09-01T10:00:00+08:00", "10000-01-01", "24:00", "23:59:60", "2026-13-01", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "{01990000-0000-7000-8000-00000000000}",
        "bd09", "wgs84", "gcj02", "Admin", "999", "-1,-1", "NaN,NaN", "91,181", "45.3,122.7", "1e308,1e308", "220881000000", "0", "999999999999", "-220881000000", "====", "AAAA", "OTk5OTk5OTk5OTk5OTk5OTk5OTkuMQ", "MA",
        "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https://evil.example/", "FREQ=WEEKLY;freq=WEEKLY;BYDAY=FR", "FREQ=SECONDLY;COUNT=999999999", "00:00-24:00", new('长', 300), new('a', 2100), new('9', 400),
    ];

    /// <summary>As they stand in an address.</summary>
    public static readonly IReadOnlyList<string> Escaped = ["%00", "%2e%2e", "%2E%2E%2F", "%ED%A0%80", "%FF%FE", "%EF%BF%BE", "%C0%AF", "%", "%zz", "%u0041", "a%0Ab", "+", "a;b=c", "%252e", "%F0%9F%98%80", "%E2%80%AE", "..", ".", "%20"];

    /// <summary>Too long for anything: only where a body carries them.</summary>
    public static readonly IReadOnlyList<string> LongTexts = [new('长', 10_000), new('a', 100_000), string.Concat(Enumerable.Repeat("😀", 3_000)), new('\n', 5_000)];

    /// <summary>JSON as it stands in a body, right and wrong.</summary>
    public static readonly IReadOnlyList<string> Json =
    [
        "null", "[null]", "[[]]", "[]", "{}", "[{}]", "{\"a\":1}", "\"\"", "\" \"", "\"abc\"", "0", "1", "-1", "1.5", "1e400", "-1e400", "1e5", "9223372036854775807", "9223372036854775808", "99999999999999999999999999999999", "NaN", "\"NaN\"",
        "Infinity", "true", "false", "\"true\"", "\"1\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\uFFFE\"", "\"王\\uFFFE\"", "\"\\uD800\"", "\"\\uDC00\\uD800\"", "\"\\u202E反\"", "\"\\u200F\"", "\"😀👨‍👩‍👧\"", "\"𠮷\"",
        "\"0001-01-01\"", "\"9999-12-31\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T22:00:00Z\"", "\"9998-01-02T02:00:00Z\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-09-01T10:00:00+08:00\"",
        "\"2026-02-30\"", "\"2026-09-01T10:00:00\"", "\"24:00\"", "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"", "\"not-a-guid\"", "\"bd09\"", "\"gcj02\"", "\"Emperor\"", "999", "[1,null,\"x\"]",
        "[\"a\",\"a\",\"a\"]", "\"FREQ=WEEKLY;freq=WEEKLY;BYDAY=FR\"", "\"FREQ=YEARLY;INTERVAL=0\"", "\"\\r\\n\"", "undefined", "'x'", "01", "\"\\x\"", "{\"a\":1,\"a\":2}", "[,]", "",
    ];

    public static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    public static readonly IReadOnlyList<(string Name, string Value)> Headers =
    [
        ("If-Match", "*"), ("If-Match", "\"1\""), ("If-Match", "W/\"0\""), ("If-Match", "1"), ("If-Match", "\"99999999999999999999\""), ("If-Match", "\"\u00ff"), ("If-None-Match", "*"), ("If-Modified-Since", "Thu, 01 Jan 0001 00:00:00 GMT"),
        ("Idempotency-Key", ""), ("Idempotency-Key", "a b"), ("Idempotency-Key", new string('k', 101)), ("Idempotency-Key", "same"), ("Idempotency-Key", "same"), ("Idempotency-Key", "é"), ("Accept-Language", "xx-bogus;q=9"), ("Accept-Language", "*"),
        ("Accept-Language", new string('z', 3000)), ("Accept-Language", ",,;;==,"), ("Range", "bytes=0-0"), ("Range", "bytes=-1"), ("Range", "bytes=9-1"), ("Range", "bytes=0-99999999999999999999"), ("Range", "lines=1"), ("Accept", "application/xml"),
        ("Accept", "text/event-stream"), ("Accept", "*;q=x"), ("Accept-Encoding", "bogus, gzip;q=2"), ("Content-Encoding", "gzip"), ("Cookie", "wg-session=%00; wg-prefs=%FF"), ("Cookie", "wg-session=" + new string('a', 4000)), ("Cookie", "wg-prefs=elder,dark,xx; wg-prefs=; =;;"),
        ("Cookie", ".AspNetCore.Antiforgery.x=CfDJ8bogus"), ("Authorization", "Bearer"), ("Authorization", "Bearer \u00e9"), ("Authorization", "Basic OnRlc3Q="), ("Authorization", "Bearer " + new string('b', 5000)), ("X-Forwarded-For", "999.1.1.1, ::1, unknown"),
        ("X-Forwarded-Proto", "javascript"), ("X-Forwarded-Host", "evil.example"), ("Origin", "null"), ("Origin", "http://[bad"), ("Referer", "not an address"), ("traceparent", "00-zz-zz-00"), ("Expect", "200-ok"), ("Upgrade", "websocket"),
        ("X-HTTP-Method-Override", "DELETE"), ("Last-Event-ID", "\u00ff"), ("RequestVerificationToken", "x"),
    ];

    public static readonly IReadOnlyList<string> Methods = ["HEAD", "OPTIONS", "PUT", "POST", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "X", "GET"];

    public static readonly IReadOnlyList<string> ContentTypes =
    [
        "application/json; charset=bogus", "application/json; charset=utf-16", "application/json; charset=gbk", "application/json; charset=", "text/plain", "application/xml", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=bogus",
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\"" + new string('b', 300) + "\"", "multipart/form-data; boundary=x; charset=bogus", "application/problem+json", "json", "application/json, application/json", "*/*", "",
    ];

    /// <summary>What is done to an address as a whole.</summary>
    public static readonly IReadOnlyList<Func<string, string>> Paths =
    [
        p => p + "/", p => p + "//", p => "/" + p, p => p + ".", p => p + "...", p => p + "%00", p => p + "/%2e%2e", p => p + "/../..", p => p + "/.%2e/x", p => p.ToUpperInvariant(), p => p + ";x=1", p => p + "%2F", p => p + "?", p => p + "?&&=&=x&a", p => p + "?a=%",
        p => p + "?" + string.Join('&', Enumerable.Range(0, 1100).Select(i => "k" + i)), p => p + "?_handler=x&__RequestVerificationToken=x", p => p.Replace("/", "//", StringComparison.Ordinal), p => p + "\\..", p => p + "/%c0%ae%c0%ae", p => p + "#x", p => p + "%20", p => p + "/" + new string('d', 4000),
        p => "/%2e%2e" + p, p => p + ":80", p => p + "::$DATA", p => p + "?handler=%EF%BF%BE",
    ];
}
