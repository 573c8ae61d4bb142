using Weiguang.Kernel.Security;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger;

/// <summary>Reads the ledger for what is built on it: pages of hours, stars, certificates.</summary>
public sealed class LedgerStatements(AppDbContext db, Vault vault)
{
    private const int TransfersAQuery = 1000;

    /// <summary>
    /// Lines of a time, oldest first, each with the division that issued it; empty when the account is not the viewer's to see.
    /// Corrections stand among them, dated as what they correct.
    /// </summary>
    /// <param name="from">UTC, included.</param>
    /// <param name="to">UTC, not included.</param>
    public async Task<IReadOnlyList<LedgerLine>> LinesAsync(Guid personId, LedgerUnit unit, DateTime from, DateTime to, CancellationToken ct = default)
    {
        var account = LedgerAccountKey.Person(personId).AccountId(unit);
        var entries = await db.Set<LedgerEntry>().AsNoTracking().Where(e => e.AccountId == account && e.OccurredAt >= from && e.OccurredAt < to)
            .OrderBy(e => e.OccurredAt).ThenBy(e => e.Sequence).ToListAsync(ct);
        var others = entries.Select(e => e.CounterpartyId).Distinct().ToArray();
        var issuers = await db.Set<LedgerAccount>().IgnoreQueryFilters().Where(a => others.Contains(a.AccountId) && a.DivisionCode != null)
            .Select(a => new { a.AccountId, a.DivisionCode }).ToDictionaryAsync(a => a.AccountId, a => a.DivisionCode, ct);
        return entries.ConvertAll(e => LedgerLine.Of(e, vault) with { IssuerCode = issuers.GetValueOrDefault(e.CounterpartyId) });
    }

    /// <summary>When the first and the last service was given, UTC; null for an empty account, or one that is not the viewer's to see.</summary>
    public async Task<(DateTime First, DateTime Last)?> SpanAsync(Guid personId, LedgerUnit unit, CancellationToken ct = default)
    {
        var account = LedgerAccountKey.Person(personId).AccountId(unit);
        var span = await db.Set<LedgerEntry>().Where(e => e.AccountId == account).GroupBy(_ => 1)
            .Select(g => new { First = g.Min(e => e.OccurredAt), Last = g.Max(e => e.OccurredAt) }).SingleOrDefaultAsync(ct);
        return span is null ? null : (span.First, span.Last);
    }

    /// <summary>Which of these transfers to people have been taken back since, each with the posting that had made it. Past the viewer's scope: a certificate says so to whoever checks it.</summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> ReversedAsync(IReadOnlyCollection<Guid> personIds, LedgerUnit unit, IEnumerable<Guid> transferIds, CancellationToken ct = default)
    {
        var accounts = personIds.Distinct().Select(person => LedgerAccountKey.Person(person).AccountId(unit)).ToArray();
        var back = new Dictionary<Guid, Guid>();
        foreach (var wanted in transferIds.Distinct().Chunk(TransfersAQuery))
        {
            var ids = wanted.Select(id => (Guid?)id).ToArray();
            var gone = await Entries.Where(e => accounts.Contains(e.AccountId) && ids.Contains(e.Reverses))
                .Join(Entries, r => new { r.AccountId, Id = r.Reverses!.Value }, e => new { e.AccountId, Id = e.TransferId }, (r, e) => new { e.TransferId, e.SourceId }).ToListAsync(ct);
            gone.ForEach(g => back.Add(g.TransferId, g.SourceId));
        }

        return back;
    }

    /// <summary>What these transfers gave to a person and still gives, by transfer: those that exist and were not taken back. Past the viewer's scope: for checks.</summary>
    public async Task<IReadOnlyDictionary<Guid, StandingTransfer>> StandingAsync(IReadOnlyList<Guid> transferIds, CancellationToken ct = default)
    {
        var received = await Standing.Where(e => transferIds.Contains(e.TransferId)).Select(e => new { e.TransferId, e.Account!.PersonId, e.Amount, e.Evidence }).ToListAsync(ct);
        return received.ToDictionary(e => e.TransferId, e => new StandingTransfer(e.PersonId!.Value, e.Amount, e.Evidence));
    }

    /// <summary>How many transfers of a source kind stand, and how much they gave in all. Past the viewer's scope: for checks.</summary>
    public async Task<(int Count, long Amount)> StandingAsync(string sourceKind, CancellationToken ct = default)
    {
        var all = await Standing.Where(e => e.SourceKind == sourceKind).GroupBy(_ => 1).Select(g => new { Count = g.Count(), Amount = g.Sum(e => e.Amount) }).SingleOrDefaultAsync(ct);
        return (all?.Count ?? 0, all?.Amount ?? 0);
    }

    private IQueryable<LedgerEntry> Entries => db.Set<LedgerEntry>().IgnoreQueryFilters().AsNoTracking();

    private IQueryable<LedgerEntry> Standing => Entries.Where(e => e.Amount > 0 && e.Reverses == null && e.Account!.PersonId != null && !Entries.Any(r => r.Reverses == e.TransferId && r.AccountId == e.AccountId));

    /// <summary>Persons whose balance is at least so much, by account; for sweeps, in pages that continue after the last account. Only what the viewer may see.</summary>
    public async Task<IReadOnlyList<LedgerHolder>> HoldersAsync(LedgerUnit unit, long atLeast, Guid? after, int take, CancellationToken ct = default) =>
        await db.Set<LedgerAccount>()
            .Where(a => a.Unit == unit && a.PersonId != null && a.Balance >= atLeast && (after == null || a.AccountId > after))
            .OrderBy(a => a.AccountId).Take(take).Select(a => new LedgerHolder(a.AccountId, a.PersonId!.Value, a.Balance)).ToListAsync(ct);
}

/// <summary>A person's balance, in minutes or points.</summary>
public sealed record LedgerHolder(Guid AccountId, Guid PersonId, long Balance);

/// <summary>What a transfer gave to a person, in minutes or points.</summary>
public sealed record StandingTransfer(Guid PersonId, long Amount, EvidenceGrade? Evidence);
