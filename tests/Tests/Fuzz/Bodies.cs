using System.Text;
using Weiguang.Tests.Walk;

namespace Weiguang.Tests.Fuzz;

/// <summary>Bodies that are broken as a whole: cut, doubled, in another encoding, with parts that do not end.</summary>
internal static class Bodies
{
    public static Shot Broken(Shot shot, string json, Random random)
    {
        var body = random.Next(14) switch
        {
            0 => json[..random.Next(json.Length)],
            1 => "",
            2 => "null",
            3 => $"[{json}]",
            4 => json + json,
            5 => json.Replace("{", "{\"id\":1,\"id\":2,", StringComparison.Ordinal),
            6 => Oddities.Nested(2000),
            7 => "\"" + new string('a', 100_000) + "\"",
            8 => "\uFEFF" + json,
            9 => "{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"k{i}\":{i}")) + "}",
            10 => json.Replace(':', ';'),
            11 => "// x\n" + json,
            12 => random.Of(Oddities.Json),
            _ => json.TrimEnd('}') + ",}",
        };
        var bytes = random.Next(10) switch { 0 => Encoding.Unicode.GetBytes(body), 1 => [0xFF, 0xFE, .. Encoding.UTF8.GetBytes(body)], 2 => [.. Encoding.UTF8.GetBytes(body), 0xC3], _ => Encoding.UTF8.GetBytes(body) };
        return shot with { Body = bytes, ContentType = random.Next(8) == 0 ? random.Of(Oddities.ContentTypes) : "application/json" };
    }

    /// <summary>A form as it is encoded, now and then as the other kind.</summary>
    public static Shot Encoded(Shot shot, PageForm form, IReadOnlyList<KeyValuePair<string, string>> fields, Random random) => form.IsMultipart != (random.Next(12) == 0)
        ? Parts(shot, fields, random)
        : shot with { Body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(f => $"{Escape(f.Key)}={Escape(f.Value)}"))), ContentType = random.Next(25) == 0 ? random.Of(Oddities.ContentTypes) : "application/x-www-form-urlencoded" };

    public static IReadOnlyList<KeyValuePair<string, string>> Change(IReadOnlyList<KeyValuePair<string, string>> fields, string name, Random random)
    {
        var odd = random.Next(15) == 0 ? random.Of(Oddities.LongTexts) : random.Of(Oddities.Texts);
        return random.Next(10) switch
        {
            0 => [.. fields.Where(f => f.Key != name)],
            1 => [.. fields, KeyValuePair.Create(name, odd)],
            2 => [.. fields.Where(f => f.Key != name), KeyValuePair.Create(name + "[0]", odd)],
            3 => [.. fields.Where(f => f.Key != name), KeyValuePair.Create(name + ".X.Y[99999999]", odd)],
            _ => [.. fields.Select(f => f.Key == name ? KeyValuePair.Create(name, odd) : f)],
        };
    }

    public static Shot BrokenForm(Shot shot, PageForm form, Random random) => random.Next(9) switch
    {
        0 => Encoded(shot, form, [.. form.Fields.Where(f => f.Key != "__RequestVerificationToken")], random),
        1 => Encoded(shot with { FormCookie = null }, form, form.Fields, random),
        2 => Encoded(shot, form, Change(form.Fields, "_handler", random), random),
        3 => Encoded(shot, form, [], random),
        4 => Encoded(shot, form, [.. form.Fields, .. form.Fields], random),
        5 => Encoded(shot, form, [.. form.Fields, .. Enumerable.Range(0, 1200).Select(i => KeyValuePair.Create("k" + i, "v"))], random),
        6 => Parts(shot, form.Fields, random),
        7 => shot with { Body = Encoding.UTF8.GetBytes("%00=%FF&%&=&&&a=b=c"), ContentType = "application/x-www-form-urlencoded; charset=bogus" },
        _ => Encoded(shot, form, [.. form.Fields.Select(f => f.Key.Contains("oken", StringComparison.Ordinal) || f.Key is "_handler" or "_by" ? f : KeyValuePair.Create(f.Key, random.Of(Oddities.Texts)))], random),
    };

    /// <summary>Multipart with these fields and a file that is none; often cut, with odd names, or without an end.</summary>
    public static Shot Parts(Shot shot, IReadOnlyList<KeyValuePair<string, string>> fields, Random random)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            text.Append($"--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }

        var type = random.Of(["image/jpeg", "image/png", "text/csv", "bogus", ""]);
        var file = random.Of(["a.jpg", "../../a", "\0", "长.png", ""]);
        text.Append($"--x\r\nContent-Disposition: form-data; name=\"{random.Of(["photos", "Photos", "File", "Form.Photos", "photo"])}\"; filename=\"{file}\"\r\nContent-Type: {type}\r\n\r\n");
        byte[] content = random.Next(4) switch { 0 => [], 1 => [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], 2 => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], _ => Encoding.UTF8.GetBytes("姓名,手机号\r\n王\uFFFE,1") };
        byte[] all = [.. Encoding.UTF8.GetBytes(text.ToString()), .. content, .. "\r\n--x--\r\n"u8];
        var kept = random.Next(4) == 0 ? all[..random.Next(all.Length)] : all;
        return shot with { Body = kept, ContentType = random.Next(10) == 0 ? random.Of(Oddities.ContentTypes) : "multipart/form-data; boundary=x" };
    }

    private static string Escape(string text) => string.Concat(text.Chunk(2000).Select(part => Uri.EscapeDataString(new string([.. part.Select((c, i) => char.IsSurrogate(c) && !IsPaired(part, i) ? '\uFFFD' : c)]))));

    private static bool IsPaired(char[] part, int i) => (char.IsHighSurrogate(part[i]) && i + 1 < part.Length && char.IsLowSurrogate(part[i + 1])) || (char.IsLowSurrogate(part[i]) && i > 0 && char.IsHighSurrogate(part[i - 1]));
}
