using System.Globalization;
using Microsoft.Extensions.Localization;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Hours.Records;

/// <summary>A service record in a list.</summary>
/// <param name="Name">Of the volunteer.</param>
/// <param name="Evidence">A to D.</param>
/// <param name="WaitsUntil">Until when the organiser may answer, or the publicity lasts.</param>
/// <param name="ProposedUntil">When the volunteer says they left, while that is asked.</param>
public sealed record RecordLine(
    Guid SourceId, Guid Id, Guid EngagementId, string Title, string Organiser, string Name, DateTime FromAt, DateTime? UntilAt, int Minutes, EvidenceGrade Evidence,
    RecordState State, RecordBasis Basis, IReadOnlyList<ProofKinds> Proofs, int? Stars, string Words, DateTime? WaitsUntil, bool IsHeld, bool MayConfirm, DateTime? ProposedUntil = null)
{
    /// <summary>Whose word it waits for: any of them brings it further. Empty for what waits for nobody's.</summary>
    public IReadOnlyList<Confirmer> Awaits { get; init; } = [];

    /// <summary>Why the viewer cannot confirm what waits for somebody's word; null when they can, or it waits for none.</summary>
    public string? WhyNot { get; init; }

    /// <summary>What it is to count when its publicity is over, where that is more than it counts meanwhile.</summary>
    public int? SaidMinutes { get; init; }

    /// <summary>Objections that nobody has decided yet: so long it is not used, and goes no further.</summary>
    public int Doubts { get; init; }

    /// <summary>Had not signed up, and was put on the list at the door.</summary>
    public bool IsAdded { get; init; }

    /// <summary>Rises with every step: a step that carries it (If-Match, or version) is refused when the record has moved on.</summary>
    public int Version { get; init; }
}

/// <summary>One step of its story.</summary>
/// <param name="Actor">Name; empty for the clock and for whoever objected.</param>
/// <param name="Reason">Of an overlap what the other record is called, for whose they are; of a cap the most of the day, of a count what lies outside the agreed time, in minutes.</param>
public sealed record RecordStep(RecordAction Action, RecordState To, int Minutes, EvidenceGrade Evidence, string Actor, DateTime At, string Reason);

public sealed record CorrectionLine(Guid Id, CorrectionState State, string Reason, DateTime At, int? Minutes, string Answer, string Decision, bool MayPropose, bool MayDecide)
{
    /// <summary>The minutes that the organiser adds wait for the viewer's own yes.</summary>
    public bool MayAgree { get; init; }

    /// <summary>Name of who decided; empty while nobody has.</summary>
    public string DecidedBy { get; init; } = "";

    public DateTime? DecidedAt { get; init; }
}

/// <summary>A picture behind minutes that people say, at …/photos/number.</summary>
/// <param name="CorrectionId">What it was brought for; the record's own id for its end, null while that is not said.</param>
/// <param name="StrangeAt">When it says it was taken, where that is not the day of service.</param>
public sealed record RecordPicture(int Number, Guid? CorrectionId, DateTime? StrangeAt);

/// <summary>A record with everything Order 67 asks for, its story and its corrections.</summary>
public sealed record RecordDetail(
    RecordLine Record, string Place, string Content, string PersonInCharge, DateTime? EvaluatedAt, IReadOnlyList<RecordStep> Story, IReadOnlyList<CorrectionLine> Corrections,
    bool IsMine, bool MaySayEnd, bool MayAskCorrection)
{
    public IReadOnlyList<RecordPicture> Photos { get; init; } = [];

    /// <summary>The last moment something proved that they were there, while it is asked when they left.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>Minutes proven outside the agreed time of which nobody has asked for a correction yet: whoever served says whether they were agreed. Null where there are none.</summary>
    public int? AskedOutside { get; init; }

    /// <summary>Why it is held: what was found and nobody has decided, a sentence each in the reader's language; empty where it is not.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];
}

/// <summary>Reads service records as the viewer may see them.</summary>
internal sealed class RecordReader(AppDbContext db, Engagements engagements, PersonDirectory people, Referees referees, Seconds seconds, Vault vault, HoursClocks clocks, IStringLocalizer L)
{
    private const int PageSize = 30;

    /// <summary>My own, newest first.</summary>
    public async Task<Page<RecordLine>> MineAsync(string? cursor, CancellationToken ct)
    {
        var (me, before) = (db.Viewer.PersonId, Cursor.Read(cursor));
        var rows = await db.Set<ServiceRecord>().AsNoTracking()
            .Where(r => r.VolunteerId == me && (before == null || r.FromAt < before.Value.At || (r.FromAt == before.Value.At && r.Id < before.Value.Id)))
            .OrderByDescending(r => r.FromAt).ThenByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(ct);
        var waiting = await seconds.OfAsync(rows, runs: false, ct);
        return Pages.Cut(rows, PageSize, r => Cursor.Of(r.FromAt, r.Id)).Select(r => LineOf(r, "", waiting));
    }

    /// <summary>Those of an engagement, what waits for somebody first; null when the viewer does not run it.</summary>
    public async Task<Page<RecordLine>?> OfEngagementAsync(Guid sourceId, Guid engagementId, string? cursor, CancellationToken ct)
    {
        if (!await engagements.IsRunAsync(sourceId, engagementId, ct))
        {
            return null;
        }

        var skip = string.IsNullOrEmpty(cursor) ? 0 : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : throw Cursor.Unknown();
        var rows = await db.Set<ServiceRecord>().AsNoTracking().Where(r => r.SourceId == sourceId && r.EngagementId == engagementId)
            .OrderBy(r => r.State == RecordState.Questioned ? 0 : r.State == RecordState.Unconfirmed ? 1 : r.Stars == null && r.State != RecordState.Void ? 2 : 3).ThenBy(r => r.FromAt).ThenBy(r => r.Id).Skip(skip).Take(PageSize + 1).ToListAsync(ct);
        var names = await people.FindAsync(rows.Select(r => r.VolunteerId), ct);
        var waiting = await seconds.OfAsync(rows, runs: true, ct);
        return Pages.Cut(rows, PageSize, _ => $"{skip + PageSize}").Select(r => LineOf(r, names.GetValueOrDefault(r.VolunteerId)?.Name ?? "", waiting));
    }

    /// <summary>How many have left whose record waits for a second proof of it, and until when at the latest; null when nobody has. Past the viewer's scope: whoever runs the engagement asks.</summary>
    public async Task<(int People, DateTime Until)?> ComingAsync(Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        var left = await db.Set<Stay>().IgnoreQueryFilters().Where(s => s.SourceId == sourceId && s.EngagementId == engagementId && s.OutAt != null && s.RecordedAt == null && !s.IsDisputed).Select(s => s.OutAt!.Value).ToListAsync(ct);
        return left.Count == 0 ? null : (left.Count, left.Max().AddMinutes(clocks.SecondProofMinutes + 1)); // The patrol comes within a minute.
    }

    /// <summary>Where else somebody served is theirs to know. What the clock gave as a reason is a phrase of ours.</summary>
    private string ReasonOf(RecordEvent step, bool mine) => step.Action == RecordAction.Overlap && !mine ? "" : step.ActorId == Guid.Empty && step.Reason.Length > 0 ? L[step.Reason] : step.Reason;

    public async Task<RecordDetail?> FindAsync(Guid sourceId, Guid recordId, CancellationToken ct)
    {
        var record = await db.Set<ServiceRecord>().AsNoTracking().Include(r => r.Story).SingleOrDefaultAsync(r => r.SourceId == sourceId && r.Id == recordId, ct);
        if (record is null)
        {
            return null;
        }

        var runs = await engagements.IsRunAsync(sourceId, record.EngagementId, ct);
        var corrections = await db.Set<Correction>().AsNoTracking().Where(c => c.SourceId == sourceId && c.RecordId == recordId).OrderBy(c => c.At).ToListAsync(ct);
        var names = await people.FindAsync([record.VolunteerId, .. record.Story.Select(e => e.ActorId), .. corrections.Select(c => c.DecidedBy).OfType<Guid>()], ct);
        var photos = await db.Set<RecordPhoto>().Where(p => p.SourceId == sourceId && p.RecordId == recordId).OrderBy(p => p.Number).Select(p => new { p.Number, p.SaidId, p.TakenAt }).ToListAsync(ct);
        var mine = record.VolunteerId == db.Viewer.PersonId;
        var lines = new List<CorrectionLine>();
        foreach (var c in corrections)
        {
            var decides = c.State == CorrectionState.Proposed && await referees.MayDecideAsync(HoursPermissions.Decide, record, [c.AnsweredBy], ct);
            lines.Add(new(c.Id, c.State, c.Reason, c.At, c.Minutes, c.Answer, c.Decision, c.State == CorrectionState.Asked && runs && !mine, decides) { DecidedBy = c.DecidedBy is { } by ? names.GetValueOrDefault(by)?.Name ?? "" : "", DecidedAt = c.DecidedAt, MayAgree = c.State == CorrectionState.Offered && mine });
        }

        return new(
            LineOf(record, names.GetValueOrDefault(record.VolunteerId)?.Name ?? "", await seconds.OfAsync([record], runs, ct)), record.Place, record.Content, vault.Open(Personal.Name, record.LeadName), record.EvaluatedAt,
            [.. record.Story.OrderBy(e => e.Sequence).Select(e => new RecordStep(e.Action, e.To, e.Minutes, e.Grade, names.GetValueOrDefault(e.ActorId)?.Name ?? "", e.At, ReasonOf(e, mine)))], lines,
            mine, record.State == RecordState.Questioned && (runs || mine),
            mine && record.State is not (RecordState.Questioned or RecordState.Publicity) && record.SaidMinutes is null && !corrections.Exists(c => c.IsOpen))
        {
            Photos = [.. photos.Select(p => new RecordPicture(p.Number, p.SaidId, p.TakenAt.IsStrange(record.FromAt) ? p.TakenAt : null))],
            LastSeen = record.State != RecordState.Questioned ? null
                : await db.Set<Stay>().Where(s => s.SourceId == sourceId && s.EngagementId == record.EngagementId && s.VolunteerId == record.VolunteerId).Select(s => (DateTime?)s.SeenAt).SingleOrDefaultAsync(ct),
            AskedOutside = mine && corrections.Count == 0 ? OutsideOf(record) : null,
            Holds = record.HeldAt is null ? [] : await HoldsAsync(record, ct),
        };
    }

    /// <summary>Past the viewer's scope: whoever sees the record reads why it waits.</summary>
    private async Task<IReadOnlyList<string>> HoldsAsync(ServiceRecord record, CancellationToken ct) => [.. (await db.Set<AnomalyCase>().IgnoreQueryFilters().AsNoTracking()
        .Where(c => c.SourceId == record.SourceId && c.EngagementId == record.EngagementId && (c.State == AnomalyState.Open || c.State == AnomalyState.Held)).OrderBy(c => c.At).ToListAsync(ct))
        .Where(c => c.IsAbout(record)).Select(c => L[c.Evidence, [.. c.Arguments]].Value)];

    private static int? OutsideOf(ServiceRecord record) =>
        record.Story.Where(e => e.Action == RecordAction.Count).MaxBy(e => e.Sequence) is { } counted && int.TryParse(counted.Reason, NumberStyles.None, CultureInfo.InvariantCulture, out var outside) && outside >= CheckOuts.WorthTelling ? outside : null;

    private static RecordLine LineOf(ServiceRecord r, string name, IReadOnlyDictionary<Guid, Second> waiting)
    {
        var second = waiting.GetValueOrDefault(r.Id) ?? Second.None;
        return new(
            r.SourceId, r.Id, r.EngagementId, r.Title, r.Organiser, name, r.FromAt, r.UntilAt, r.Minutes, r.Grade, r.State, r.Basis, [r.InProof, r.OutProof], r.Stars, r.Words, r.WaitsUntil,
            r.HeldAt is not null, second.As != Principals.None && r.OpenObjections == 0, r.ProposedUntil) { Version = r.Version, Awaits = waiting.ContainsKey(r.Id) ? second.Awaits : [], WhyNot = second.WhyNot, SaidMinutes = r.SaidMinutes, Doubts = r.OpenObjections, IsAdded = r.IsAdded };
    }
}
