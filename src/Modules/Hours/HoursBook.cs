using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;
using Weiguang.Regions;

namespace Weiguang.Hours;

/// <summary>What modules whose people serve tell of it. Everything happens in the caller's transaction and is saved by the caller.</summary>
public sealed class HoursBook
{
    private readonly AppDbContext _db;
    private readonly FactsReader _facts;
    private readonly MessageBox _messages;
    private readonly Bodies _bodies;
    private readonly Unseen _unseen;
    private readonly Asking _asking;
    private readonly WorkCalendar _calendar;
    private readonly HoursClocks _rules;
    private readonly TimeProvider _clock;

    internal HoursBook(AppDbContext db, FactsReader facts, Bodies bodies, Unseen unseen, Asking asking, MessageBox messages, WorkCalendar calendar, HoursClocks rules, TimeProvider clock) =>
        (_db, _facts, _bodies, _unseen, _asking, _messages, _calendar, _rules, _clock) = (db, facts, bodies, unseen, asking, messages, calendar, rules, clock);

    /// <summary>
    /// An engagement is over: the clock of its records starts, and who never checked out becomes a question to its organiser. Whoever calls holds the engagement,
    /// so that it happens once; called again it asks only about those it has not asked about.
    /// </summary>
    /// <param name="tookPlace">False for one that was called off: nobody owes it an evaluation.</param>
    public async Task EndAsync(Engagement engagement, bool tookPlace, CancellationToken ct)
    {
        if (tookPlace && !await _db.Set<RecordClock>().AnyAsync(c => c.SourceId == engagement.SourceId && c.EngagementId == engagement.Id, ct))
        {
            _db.Add(ClockOf(engagement, _calendar, _rules));
        }

        await AskAsync(engagement, ct);
    }

    /// <summary>
    /// A stay that its module has followed from coming to leaving, and that nothing can be added to any more: its record is made at once. It goes on like every other: a word alone
    /// waits for a second.
    /// </summary>
    /// <param name="proofs">What was read and who said so; the stay rests on them.</param>
    /// <param name="second">Who says besides that it was so; whoever stands behind it already counts for nothing.</param>
    /// <exception cref="DbUpdateException">On saving: the stay was taken already.</exception>
    public async Task TakeAsync(Engagement engagement, Stay stay, IReadOnlyCollection<Proof> proofs, SecondWord? second, CancellationToken ct)
    {
        var (now, facts) = (_clock.Now(), await _facts.OfAsync(engagement, ct));
        stay.Record(now);
        var body = await _bodies.OfAsync(engagement, [stay.VolunteerId], stay.InAt, ct);
        var unseen = await _unseen.OfAsync(engagement, [stay], ct);
        var record = Take(facts, stay, proofs, second, now, body.Contains(stay.VolunteerId), isUnseen: unseen.Count > 0);
        _db.Add(stay);
        _db.AddRange(proofs);
        _db.Add(record);
        if (record.State == RecordState.Unconfirmed)
        {
            _db.Add(ClockOf(engagement, _calendar, _rules)); // Somebody has to be found who says so.
        }

        await _asking.TellAsync(record, ct);
        CheckOuts.TellOutside(_messages, record, facts.Count(stay, record));
        _db.Send(record, _clock);
    }

    /// <summary>Whoever was served says that nobody came: staff outside look into it, as into any other doubt.</summary>
    /// <param name="reason">At most 500 characters.</param>
    public async Task DoubtAsync(Guid sourceId, Guid engagementId, Guid by, string reason, CancellationToken ct)
    {
        var now = _clock.Now();
        var records = await _db.LockUnscopedAsync<ServiceRecord>([sourceId], ct);
        var doubted = await _db.Set<Objection>().IgnoreQueryFilters().Where(o => o.SourceId == sourceId && o.By == by).Select(o => o.RecordId).ToListAsync(ct); // What they said of it before stands for it.
        foreach (var record in records.Where(r => r.EngagementId == engagementId && r is { Minutes: > 0, State: not RecordState.Void } && !doubted.Contains(r.Id)))
        {
            record.Doubt(now);
            _db.Add(new Objection { SourceId = sourceId, RecordId = record.Id, DivisionCode = record.DivisionCode, By = by, Reason = reason, At = now });
        }
    }

    /// <summary>
    /// Somebody whom another put on the list says that they were not there: what stands is doubted by themselves and used no more, what does not stand yet never comes to count, and staff outside find out how it came about.
    /// </summary>
    /// <param name="reason">At most 500 characters.</param>
    public async Task DenyAsync(Engagement engagement, Guid volunteerId, string reason, CancellationToken ct)
    {
        var (source, now) = (engagement.SourceId, _clock.Now());
        var own = _db.Set<Stay>().IgnoreQueryFilters().Where(s => s.SourceId == source && s.EngagementId == engagement.Id && s.VolunteerId == volunteerId);
        var isClaimed = await own.Where(s => s.RecordedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.RecordedAt, now), ct) > 0; // As whoever records it does: one of the two has it.
        var stay = await own.SingleOrDefaultAsync(ct);
        await _db.HoldCasesAsync(source, engagement.Id, ct);
        var record = (await _db.LockUnscopedAsync<ServiceRecord>([source], ct)).Find(r => r.EngagementId == engagement.Id && r.VolunteerId == volunteerId && r.State != RecordState.Void);
        if (record is null && isClaimed && stay is not null)
        {
            record = (await _facts.OfAsync(engagement, ct)).Record(stay, isOfBody: false);
            record.Count(new Counted(stay.InAt, ProofKinds.None, 0, EvidenceGrade.C), RecordBasis.Word, volunteerId, now);
            stay.Deny(now);
            _db.Add(record);
        }

        if (record is not null && !await _db.Set<Objection>().IgnoreQueryFilters().AnyAsync(o => o.SourceId == source && o.RecordId == record.Id && o.By == volunteerId, ct)) // Said before, it stands.
        {
            record.Doubt(now);
            _db.Add(new Objection { SourceId = source, RecordId = record.Id, DivisionCode = record.DivisionCode, By = volunteerId, Reason = reason, At = now });
        }
    }

    /// <summary>
    /// What somebody who was served says of it; who gave the service does not judge it. It holds, whatever an organiser has said before, and whether or not anything counts: a correction may bring
    /// minutes back, and the asker is not asked again.
    /// </summary>
    /// <param name="isServed">False for a hand of the office that ordered for somebody: then it is by name, and holds only where nobody has spoken.</param>
    public async Task EvaluateAsync(Guid sourceId, Guid engagementId, int stars, Guid by, bool isServed, CancellationToken ct)
    {
        var now = _clock.Now();
        // Held, for it may be on its way into the ledger this very moment. Whoever was served need not see it to speak of it.
        var records = await _db.LockUnscopedAsync<ServiceRecord>([sourceId], ct);
        foreach (var record in records.Where(r => r.EngagementId == engagementId && r.VolunteerId != by && (r.Stars is null || (isServed && r.EvaluatedBy != Guid.Empty))))
        {
            record.Evaluate(stars, "", isServed ? Guid.Empty : by, now); // Who was served is named where they were, not on the record.
        }
    }

    internal static ServiceRecord Take(EngagementFacts facts, Stay stay, IReadOnlyCollection<Proof> proofs, SecondWord? second, DateTime now, bool isOfBody, Guid? id = null, bool isUnseen = false)
    {
        var record = facts.Record(stay, isOfBody, id, isUnseen);
        record.Count(facts.Count(stay, record), RecordBasis.CheckOut, Guid.Empty, now, proofs.Where(p => p.ByPersonId is not null).MaxBy(p => p.At)?.ByPersonId);
        if (second is { } other && (other.IsServed ? Principals.Resident : Principals.Body) is var who && record.Backing.Wanted.HasFlag(who) && proofs.All(p => p.ByPersonId != other.By))
        {
            record.Confirm(other.IsServed ? Guid.Empty : other.By, now, record.Backing.With(who).IsComplete);
        }

        return record;
    }

    internal static RecordClock ClockOf(Engagement engagement, WorkCalendar calendar, HoursClocks rules)
    {
        var day = DateOnly.FromDateTime(engagement.EndsAt.ToShanghai());
        return new()
        {
            SourceId = engagement.SourceId,
            EngagementId = engagement.Id,
            DivisionCode = engagement.DivisionCode,
            TeamId = engagement.TeamId,
            LeadId = engagement.LeadId,
            IsOffices = engagement.IsOffices,
            Title = engagement.Title,
            Organiser = engagement.Organiser,
            DueAt = calendar.After(day, rules.DueWorkdays).EndInShanghai(),
            LookAt = calendar.After(day, rules.RemindWorkdays).EndInShanghai(),
        };
    }

    private async Task AskAsync(Engagement engagement, CancellationToken ct)
    {
        var (source, id, now) = (engagement.SourceId, engagement.Id, _clock.Now());
        var open = await _db.Set<Stay>().AsNoTracking().Where(s => s.SourceId == source && s.EngagementId == id && s.OutAt == null).ToListAsync(ct);
        if (open.Count == 0)
        {
            return;
        }

        await _db.HoldCasesAsync(source, id, ct);
        var known = await _db.Set<ServiceRecord>().Where(r => r.SourceId == source && r.EngagementId == id && r.State != RecordState.Void).Select(r => r.VolunteerId).ToListAsync(ct);
        var judged = await _db.JudgedAsync(source, id, ct);
        var asked = open.FindAll(s => !known.Contains(s.VolunteerId) && !judged.Contains(s.VolunteerId));
        if (asked.Count == 0)
        {
            return;
        }

        var facts = await _facts.OfAsync(engagement, ct);
        var body = await _bodies.OfAsync(engagement, asked.ConvertAll(s => s.VolunteerId), asked.Min(s => s.InAt), ct);
        var unseen = await _unseen.OfAsync(engagement, asked, ct);
        foreach (var stay in asked)
        {
            var record = facts.Record(stay, body.Contains(stay.VolunteerId), isUnseen: unseen.Contains(stay.VolunteerId));
            record.Question(now.AddDays(_rules.AnswerDays), now);
            _db.Add(record);
            _messages.Put(stay.VolunteerId, HoursMessages.Forgot, HoursLinks.Of(record), record.Title);
        }

        _messages.Put(engagement.LeadId, HoursMessages.AskLead, HoursLinks.Desk(source), engagement.Title, $"{asked.Count}");
    }
}

/// <summary>Somebody who says that a stay was so, beside whoever proved it.</summary>
/// <param name="IsServed">The person it was done for: more people see a record than may know them, so it does not name them.</param>
public sealed record SecondWord(Guid By, bool IsServed);
