using System.Text;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Domain;
using Weiguang.Regions;

namespace Weiguang.Recognition.Certificates;

/// <summary>How much of the ID number a certificate carries; the holder decides.</summary>
internal enum DocumentShown
{
    None,
    Masked,
    Whole,
}

/// <summary>A certificate as it is asked for.</summary>
/// <param name="Entries">Transfers to put on it; null for all of the time.</param>
internal sealed record CertificateWish(DateOnly From, DateOnly To, IReadOnlyCollection<Guid>? Entries, DocumentShown Document, bool ShowsName);

internal enum IssueAnswer
{
    Issued,
    NotVolunteer,

    /// <summary>Nothing that stands in this time, or nothing chosen.</summary>
    Nothing,
    TooMany,

    /// <summary>No font has some of the characters: a signed paper with a wrong name is worse than none.</summary>
    Unprintable,
}

/// <summary>What came of asking for a certificate.</summary>
/// <param name="Number">Empty when none was issued.</param>
internal sealed record IssueReply(IssueAnswer Answer, string Number)
{
    /// <summary>For <see cref="IssueAnswer.Unprintable"/>.</summary>
    public IReadOnlyList<Unprintable> Missing { get; init; } = [];
}

/// <summary>Issues certificates to the viewer, free and at once.</summary>
internal sealed class CertificateIssuer(
    AppDbContext db, LedgerStatements ledger, HoursFigures hours, AnchorReader anchors, PersonDirectory people, RegionDirectory regions, Signatures signatures, CertificateFonts fonts, Vault vault, PublicAddress site, TimeProvider clock)
{
    public const int MostLines = 200;

    /// <summary>How many services of these days the viewer may not put on a certificate for now, because somebody looks into them.</summary>
    public async Task<int> DisputedAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        var disputed = (await hours.DisputedAsync([me], ct))[me].Select(d => d.Transfer).ToHashSet();
        return disputed.Count == 0 ? 0 : (await ledger.LinesAsync(me, LedgerUnit.Minutes, from.ToDateTime(TimeOnly.MinValue).FromShanghai(), to.EndInShanghai(), ct)).Count(l => disputed.Contains(l.TransferId));
    }

    /// <summary>What the viewer may put on a certificate: services of these days that have not been taken back and that nobody looks into, oldest first.</summary>
    public Task<IReadOnlyList<CertificateLine>> LinesAsync(DateOnly from, DateOnly to, CancellationToken ct) => LinesAsync(db.Viewer.PersonId, from, to, ct);

    public Task<IssueReply> IssueAsync(CertificateWish wish, CancellationToken ct) => IssueAsync(db.Viewer.PersonId, wish, ct);

    internal async Task<IReadOnlyList<CertificateLine>> LinesAsync(Guid holder, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (start, end) = (from.ToDateTime(TimeOnly.MinValue).FromShanghai(), to.EndInShanghai());
        var all = await ledger.LinesAsync(holder, LedgerUnit.Minutes, start, end, ct);
        var reversed = all.Where(l => l.Reverses is not null).Select(l => l.Reverses!.Value).ToHashSet();
        reversed.UnionWith((await hours.DisputedAsync([holder], ct))[holder].Select(d => d.Transfer)); // Not used until somebody has decided.
        var lines = new List<CertificateLine>();
        foreach (var line in all.Where(l => l.Amount > 0 && l.Reverses is null && !reversed.Contains(l.TransferId)))
        {
            lines.Add(new CertificateLine(
                line.TransferId, DateOnly.FromDateTime(line.OccurredAt.ToShanghai()), Title(line), line.Amount,
                line.IssuerCode is { } code ? await regions.AddressAsync(code, ct) : "",
                line.Narrative is Narratives.ActivityService or Narratives.OrderService && line.Args.Count > 1 ? line.Args[1] : "", line.Evidence?.ToString() ?? ""));
        }

        return lines;
    }

    /// <summary>To the volunteer whose services they are; the system alone may name another than the viewer.</summary>
    internal async Task<IssueReply> IssueAsync(Guid holder, CertificateWish wish, CancellationToken ct)
    {
        var card = await people.VolunteerAsync(holder, ct);
        if (card is null)
        {
            return new(IssueAnswer.NotVolunteer, "");
        }

        var lines = (await LinesAsync(holder, wish.From, wish.To, ct)).Where(line => wish.Entries?.Contains(line.Entry) ?? true).ToList();
        if (lines.Count is 0 or > MostLines)
        {
            return new(lines.Count == 0 ? IssueAnswer.Nothing : IssueAnswer.TooMany, "");
        }

        var number = CertificateNumber.Draw();
        var county = (await regions.FindAsync(DivisionCodes.Above(card.DivisionCode, 3), ct))?.Name ?? "";
        var now = clock.Now();
        var content = new CertificateContent(
            number, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)), card.Name, card.Number, await DocumentAsync(wish.Document, ct), wish.From, wish.To, lines,
            county, site.Of($"/verify/{number}"))
        {
            Anchor = await anchors.LastAsync(now, ct),
        };
        if (fonts.Missing(content) is { Count: > 0 } missing)
        {
            return new(IssueAnswer.Unprintable, "") { Missing = missing };
        }

        await using var work = await db.BeginWorkAsync(ct);
        await KeepAsync(content, card, wish.ShowsName, ct);
        await work.CommitAsync(ct);
        return new(IssueAnswer.Issued, number);
    }

    private async Task KeepAsync(CertificateContent content, VolunteerCard card, bool showsName, CancellationToken ct)
    {
        var canonical = content.Write();
        var (keyId, signature) = await signatures.SignAsync(canonical, ct);
        db.Add(new Certificate
        {
            Number = content.Number,
            PersonId = card.PersonId,
            DivisionCode = card.DivisionCode,
            IssuedAt = content.IssuedAt,
            From = content.From,
            To = content.To,
            Minutes = content.Minutes,
            LineCount = content.Lines.Count,
            Content = vault.Seal(Personal.Note, Encoding.UTF8.GetString(canonical)),
            Signature = signature,
            KeyId = keyId,
            ShowsName = showsName,
        });
        await db.SaveChangesAsync(ct);
    }

    private async Task<string> DocumentAsync(DocumentShown shown, CancellationToken ct)
    {
        var number = shown == DocumentShown.None ? "" : await people.OwnIdNumberAsync(ct);
        return shown == DocumentShown.Whole ? number : Mask.Of(Personal.IdNumber, number);
    }

    // The certificate is a Chinese document whatever language its holder reads in.
    private static string Title(LedgerLine line)
    {
        var first = line.Args.Count > 0 ? line.Args[0] : "";
        return line.Narrative == Narratives.CarriedOver ? $"原系统转入（{first}）" : first;
    }
}
