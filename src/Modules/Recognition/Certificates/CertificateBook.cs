using System.Text;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Certificates;

/// <summary>What a check finds. The worse hides the better: a revoked certificate is revoked, whatever became of its entries.</summary>
public enum CertificateStanding
{
    Valid,

    /// <summary>An entry on it is being looked into: it is not used until somebody has decided.</summary>
    Disputed,

    /// <summary>An entry on it was corrected or revoked after it was issued.</summary>
    Changed,
    Revoked,

    /// <summary>Content and signature do not fit: somebody wrote into the database.</summary>
    Forged,
}

/// <summary>A certificate with its content, opened.</summary>
/// <param name="Canonical">The signed bytes.</param>
/// <param name="Reversed">Entries taken back since, with the minutes that count for that service now: others by a correction, none where it was revoked.</param>
/// <param name="ShowsName">Whether the holder lets a check show the whole name.</param>
public sealed record CertificatePaper(
    CertificateContent Content, byte[] Canonical, IReadOnlyDictionary<Guid, long> Reversed, CertificateStanding Standing, string Signature, int KeyId, bool ShowsName,
    DateTime? RevokedAt, string RevokeReason)
{
    /// <summary>Entries that are held or doubted and that nobody has decided about: they do not count for now.</summary>
    public IReadOnlySet<Guid> Disputed { get; init; } = new HashSet<Guid>();

    /// <summary>Services on it that stand on other certificates of its holder as well, which are not revoked: whoever adds certificates up must not count them twice. Null when none do.</summary>
    public AlsoOn? Also { get; init; }

    /// <summary>The sum that stands now, in minutes: as printed, without what was revoked or is disputed, and as corrected.</summary>
    public long Counts => Content.Lines.Sum(CountOf);

    /// <summary>How many of its services count nothing now.</summary>
    public int Gone => Content.Lines.Count(l => CountOf(l) == 0);

    /// <summary>What counts now of one of its services, in minutes.</summary>
    public long CountOf(CertificateLine line) => Disputed.Contains(line.Entry) ? 0 : Reversed.TryGetValue(line.Entry, out var now) ? now : line.Minutes;

    /// <summary>The name as a check shows it: 王** unless the holder shares more.</summary>
    public string PublicName => ShowsName ? Content.Name : string.Concat(Content.Name.EnumerateRunes().Take(1)) + "**";
}

/// <param name="Papers">How many other certificates.</param>
/// <param name="Minutes">What of this one stands on them, as printed here.</param>
public sealed record AlsoOn(int Papers, long Minutes);

/// <summary>Finds, checks and revokes certificates.</summary>
internal sealed class CertificateBook(AppDbContext db, Vault vault, Signatures signatures, LedgerStatements ledger, HoursFigures hours, TimeProvider clock)
{
    private const int MostListed = 100;

    public Task<List<Certificate>> OwnAsync(CancellationToken ct) => db.Set<Certificate>().AsNoTracking().Where(c => c.PersonId == db.Viewer.PersonId)
        .OrderByDescending(c => c.IssuedAt).Take(MostListed).ToListAsync(ct);

    /// <summary>The viewer's own; null for anybody else's, also for staff: the whole content is the holder's to show.</summary>
    public async Task<CertificatePaper?> OwnAsync(string number, CancellationToken ct) =>
        await OpenAsync(db.Set<Certificate>().Where(c => c.PersonId == db.Viewer.PersonId), number, ct);

    /// <summary>Anybody's, for a check: show only what is public of it.</summary>
    public async Task<CertificatePaper?> CheckAsync(string number, CancellationToken ct) => await OpenAsync(db.Set<Certificate>().IgnoreQueryFilters(), number, ct);

    /// <summary>Whether it is there and the viewer's, as holder or as staff of the range.</summary>
    public Task<bool> MayRevokeAsync(string number, CancellationToken ct) => db.Set<Certificate>().AnyAsync(c => c.Number == number, ct);

    /// <summary>Revokes for good, by the holder or by staff in whose range the holder lives; false when missing, not theirs or revoked before.</summary>
    public async Task<bool> RevokeAsync(string number, string reason, CancellationToken ct)
    {
        var (now, by) = (clock.Now(), db.Viewer.PersonId);
        return await db.Set<Certificate>().Where(c => c.Number == number && c.RevokedAt == null).ExecuteUpdateAsync(
            c => c.SetProperty(x => x.RevokedAt, now).SetProperty(x => x.RevokedBy, by).SetProperty(x => x.RevokeReason, reason), ct) == 1;
    }

    private async Task<CertificatePaper?> OpenAsync(IQueryable<Certificate> papers, string number, CancellationToken ct)
    {
        if (CertificateNumber.Parse(number) is not { } digits || await papers.AsNoTracking().SingleOrDefaultAsync(c => c.Number == digits, ct) is not { } paper)
        {
            return null;
        }

        return (await OpenAsync([paper], ct))[0];
    }

    /// <summary>How these certificates stand, in their order: what a check of each would say.</summary>
    public async Task<IReadOnlyList<CertificatePaper>> OpenAsync(IReadOnlyList<Certificate> papers, CancellationToken ct)
    {
        var (opened, people) = (papers.Select(Read).ToList(), papers.Select(p => p.PersonId).Distinct().ToList());
        var keys = (await signatures.KeysAsync(ct)).ToDictionary(k => k.KeyId, k => k.PublicKey);
        var back = await ledger.ReversedAsync(people, LedgerUnit.Minutes, opened.SelectMany(o => o.Content.Lines.Select(l => l.Entry)), ct);
        var standing = back.Count == 0 ? new Dictionary<Guid, int>() : await hours.StandingAsync(people, [.. back.Values], ct);
        var disputed = await hours.DisputedAsync(people, ct);
        var beside = await LinesAsync(people, papers.Zip(opened).ToDictionary(p => p.First.Number, p => p.Second.Content), ct);
        return [.. papers.Zip(opened, (paper, o) => Of(paper, o.Canonical, o.Content))];

        CertificatePaper Of(Certificate paper, byte[] canonical, CertificateContent content)
        {
            var reversed = content.Lines.Where(l => back.ContainsKey(l.Entry)).ToDictionary(l => l.Entry, l => (long)standing.GetValueOrDefault(back[l.Entry]));
            var doubtful = disputed[paper.PersonId].Select(d => d.Transfer).Intersect(content.Lines.Select(l => l.Entry)).ToHashSet();
            var genuine = content.Number == paper.Number && keys.TryGetValue(paper.KeyId, out var key) && Signatures.Check(key, canonical, paper.Signature);
            var state = !genuine ? CertificateStanding.Forged : paper.RevokedAt is not null ? CertificateStanding.Revoked
                : reversed.Count > 0 ? CertificateStanding.Changed : doubtful.Count > 0 ? CertificateStanding.Disputed : CertificateStanding.Valid;
            return new(content, canonical, reversed, state, paper.Signature, paper.KeyId, paper.ShowsName, paper.RevokedAt, paper.RevokeReason) { Disputed = doubtful, Also = AlsoOf(paper, content, beside) };
        }
    }

    private static AlsoOn? AlsoOf(Certificate paper, CertificateContent content, List<(Guid Person, string Number, HashSet<Guid> Entries)> beside)
    {
        var own = content.Lines.Select(l => l.Entry).ToHashSet();
        var others = beside.FindAll(o => o.Person == paper.PersonId && o.Number != paper.Number && o.Entries.Overlaps(own));
        return others.Count == 0 ? null : new(others.Count, content.Lines.Where(l => others.Exists(o => o.Entries.Contains(l.Entry))).Sum(l => l.Minutes));
    }

    /// <summary>What stands on the certificates of these people that are not revoked, of each the newest.</summary>
    /// <param name="opened">Those that are open already, by number.</param>
    private async Task<List<(Guid Person, string Number, HashSet<Guid> Entries)>> LinesAsync(List<Guid> people, Dictionary<string, CertificateContent> opened, CancellationToken ct)
    {
        var valid = db.Set<Certificate>().IgnoreQueryFilters().AsNoTracking().Where(c => c.RevokedAt == null);
        var papers = await valid.Where(c => people.Contains(c.PersonId) && valid.Count(o => o.PersonId == c.PersonId && o.IssuedAt > c.IssuedAt) < MostListed).ToListAsync(ct);
        return papers.ConvertAll(c => (c.PersonId, c.Number, (opened.GetValueOrDefault(c.Number) ?? Read(c).Content).Lines.Select(l => l.Entry).ToHashSet()));
    }

    // Whoever writes into the database breaks the seal; the answer is then "not to be trusted", not an error.
    private (byte[] Canonical, CertificateContent Content) Read(Certificate paper)
    {
        try
        {
            var canonical = Encoding.UTF8.GetBytes(vault.Open(Personal.Note, paper.Content));
            return (canonical, CertificateContent.Read(canonical));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ([], new CertificateContent(paper.Number, paper.IssuedAt, "", "", "", paper.From, paper.To, [], "", ""));
        }
    }
}
