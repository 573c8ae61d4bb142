using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weiguang.Ledger;

namespace Weiguang.Recognition.Certificates.Print;

/// <summary>What a certificate says (Order 67, art. 15; 民发〔2015〕149号). Its canonical form is what is signed: UTF-8 JSON, fields in the order of <see cref="Write"/>, no blanks.</summary>
/// <param name="Document">The holder's choice: empty, masked, or the whole ID number.</param>
/// <param name="Issuer">The division that the certificate is issued for, in words.</param>
public sealed record CertificateContent(
    string Number, DateTime IssuedAt, string Name, string VolunteerNumber, string Document, DateOnly From, DateOnly To,
    IReadOnlyList<CertificateLine> Lines, string Issuer, string Address)
{
    /// <summary>The newest anchor of the ledger when it was issued: whoever keeps the paper keeps this, too. Null where there was none yet.</summary>
    public AnchorName? Anchor { get; init; }

    /// <summary>The second form has an anchor at its end; all else is as in the first.</summary>
    public string Form => Anchor is null ? "weiguang-certificate-1" : "weiguang-certificate-2";

    public long Minutes => Lines.Sum(line => line.Minutes);

    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("form", Form);
            json.WriteString("number", Number);
            json.WriteString("issuedAt", IssuedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteString("name", Name);
            json.WriteString("volunteerNumber", VolunteerNumber);
            json.WriteString("document", Document);
            json.WriteString("from", Day(From));
            json.WriteString("to", Day(To));
            json.WriteNumber("minutes", Minutes);
            json.WriteStartArray("lines");
            foreach (var line in Lines)
            {
                line.Write(json);
            }

            json.WriteEndArray();
            json.WriteString("issuer", Issuer);
            json.WriteString("address", Address);
            if (Anchor is { } anchor)
            {
                json.WriteStartObject("anchor");
                json.WriteNumber("number", anchor.Number);
                json.WriteString("root", anchor.Root);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">Not JSON.</exception>
    public static CertificateContent Read(ReadOnlyMemory<byte> canonical)
    {
        using var document = JsonDocument.Parse(canonical);
        var json = document.RootElement;
        return new(
            Text(json, "number"), DateTime.Parse(Text(json, "issuedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), Text(json, "name"),
            Text(json, "volunteerNumber"), Text(json, "document"), ParseDay(Text(json, "from")), ParseDay(Text(json, "to")),
            [.. json.GetProperty("lines").EnumerateArray().Select(CertificateLine.Read)], Text(json, "issuer"), Text(json, "address"))
        {
            Anchor = json.TryGetProperty("anchor", out var anchor) ? new(anchor.GetProperty("number").GetInt64(), Text(anchor, "root")) : null,
        };
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}

/// <summary>One service on a certificate.</summary>
/// <param name="Entry">The transfer of the ledger that it stands on.</param>
/// <param name="Unit">The division that recorded it, in words.</param>
/// <param name="Organiser">Who organised it; empty when not known.</param>
/// <param name="Evidence">A to D; empty for hours that were brought along.</param>
public sealed record CertificateLine(Guid Entry, DateOnly Day, string Title, long Minutes, string Unit, string Organiser, string Evidence)
{
    /// <summary>The recording unit as it is printed: the organiser where known.</summary>
    public string Recorder => Organiser.Length > 0 ? Organiser : Unit;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("entry", Entry.ToString());
        json.WriteString("date", CertificateContent.Day(Day));
        json.WriteString("content", Title);
        json.WriteNumber("minutes", Minutes);
        json.WriteString("unit", Unit);
        json.WriteString("organiser", Organiser);
        json.WriteString("evidence", Evidence);
        json.WriteEndObject();
    }

    public static CertificateLine Read(JsonElement json) => new(
        Guid.Parse(CertificateContent.Text(json, "entry")), CertificateContent.ParseDay(CertificateContent.Text(json, "date")), CertificateContent.Text(json, "content"),
        json.GetProperty("minutes").GetInt64(), CertificateContent.Text(json, "unit"), CertificateContent.Text(json, "organiser"), CertificateContent.Text(json, "evidence"));
}
