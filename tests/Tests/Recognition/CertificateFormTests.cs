using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Kernel.Security;
using Weiguang.Recognition.Certificates;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Domain;

namespace Weiguang.Tests.Recognition;

/// <summary>Number, canonical form and signature, without a server.</summary>
public class CertificateFormTests
{
    [Fact]
    public void The_canonical_form_stands_as_documented()
    {
        var content = new CertificateContent(
            "12345678901234567894", new DateTime(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc), "王小明", "V2208812609000001A", "", new(2026, 1, 1), new(2026, 9, 1),
            [new(new Guid("019b0000-0000-7000-8000-000000000001"), new(2026, 8, 30), "陪诊 <\"看病\">", 90, "洮南市 那金镇", "", "A")], "洮南市", "https://x/verify/1");

        Assert.Equal(
            """{"form":"weiguang-certificate-1","number":"12345678901234567894","issuedAt":"2026-09-01T02:00:00Z","name":"王小明","volunteerNumber":"V2208812609000001A","document":"","from":"2026-01-01","to":"2026-09-01","minutes":90,"lines":[{"entry":"019b0000-0000-7000-8000-000000000001","date":"2026-08-30","content":"陪诊 <\"看病\">","minutes":90,"unit":"洮南市 那金镇","organiser":"","evidence":"A"}],"issuer":"洮南市","address":"https://x/verify/1"}""",
            Encoding.UTF8.GetString(content.Write()));
        Assert.Equal(
            ""","address":"https://x/verify/1","anchor":{"number":12,"root":"00ff"}}""",
            Encoding.UTF8.GetString((content with { Anchor = new(12, "00ff") }).Write())["""{"form":"weiguang-certificate-2",""".Length..].Split("\"洮南市\"")[1]);
    }

    [Fact]
    public void Whatever_stands_in_it_is_read_back_and_written_the_same() => Check.QuickThrowOnFailure(Prop.ForAll(Contents().ToArbitrary(), content =>
    {
        var canonical = content.Write();
        var back = CertificateContent.Read(canonical);
        return back.Write().AsSpan().SequenceEqual(canonical) && back with { Lines = content.Lines } == content && back.Lines.SequenceEqual(content.Lines);
    }));

    [Fact]
    public void One_byte_changed_anywhere_breaks_the_signature()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = pair.ExportSubjectPublicKeyInfoPem();
        Check.QuickThrowOnFailure(Prop.ForAll(Contents().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (content, where, by) =>
        {
            var canonical = content.Write();
            var signature = Convert.ToBase64String(pair.SignData(canonical, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
            var genuine = Signatures.Check(pem, canonical, signature);
            canonical[where % canonical.Length] ^= (byte)by;
            return genuine && !Signatures.Check(pem, canonical, signature);
        }));
    }

    [Fact]
    public void A_wrong_digit_or_two_swapped_are_noticed() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 19).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (at, by) =>
    {
        var number = CertificateNumber.Draw();
        var wrong = number.ToCharArray();
        wrong[at] = (char)('0' + ((wrong[at] - '0' + by) % 10));
        var swapped = number.ToCharArray();
        var other = at == 0 ? 1 : at - 1;
        (swapped[at], swapped[other]) = (swapped[other], swapped[at]);
        return CertificateNumber.Parse(number) == number && CertificateNumber.Parse(new string(wrong)) is null
            && (new string(swapped) == number || CertificateNumber.Parse(new string(swapped)) is null);
    }));

    [Fact]
    public void A_number_is_read_however_it_is_typed()
    {
        var number = CertificateNumber.Draw();
        var wide = string.Concat(number.Select(c => (char)(c - '0' + '０')));
        Assert.All([number, CertificateNumber.Spaced(number), $" {number[..7]}-{number[7..]}\n", wide], typed => Assert.Equal(number, CertificateNumber.Parse(typed)));
        Assert.All([null, "", "abc", number[1..], number + "0", new string('1', 90)], typed => Assert.Null(CertificateNumber.Parse(typed)));
    }

    private static Gen<CertificateContent> Contents()
    {
        var text = Gen.Elements("王", "𠮷", "\"", "\\", "\n", "<", "é", " ", "a", "\u2028", "0").ListOf().Select(parts => string.Concat(parts));
        var day = Gen.Choose(0, 20_000).Select(d => new DateOnly(1990, 1, 1).AddDays(d));
        var line =
            from date in day
            from title in text
            from minutes in Gen.Choose(1, 10_000)
            from unit in text
            from organiser in text
            from grade in Gen.Elements("A", "B", "C", "D", "")
            select new CertificateLine(Guid.CreateVersion7(), date, title, minutes, unit, organiser, grade);
        return
            from name in text
            from document in text
            from start in day
            from lines in line.ListOf()
            from issuer in text
            from second in Gen.Choose(0, 1_000_000_000)
            from anchor in Gen.Choose(0, 3)
            select new CertificateContent(
                CertificateNumber.Draw(), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(second), name, "V1", document, start, start.AddDays(30), lines, issuer, "https://x")
            {
                Anchor = anchor == 0 ? null : new(anchor, "00ff"),
            };
    }
}
