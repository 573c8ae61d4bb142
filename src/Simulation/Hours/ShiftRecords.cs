using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.Regions;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Hours;

/// <summary>
/// Makes service records of presences, and hours of records, by the records' own verbs and the rules of the hours engine, at the moments at which its patrol
/// would have come by. What has not become due by now is left to the patrol.
/// </summary>
internal sealed class ShiftRecords(World world, Story story, WorkCalendar workdays, SaidProofs said, HoursClocks clocks, Vault vault, Calendar calendar, Chance chance)
{
    private readonly VisitRecords _records = new(world, story, calendar, chance);

    private DateTime Now => calendar.Now;

    /// <summary>Books everything that comes of an activity's presences; it happens when the calendar runs.</summary>
    public void Expect(Gathering gathering)
    {
        var activity = gathering.Activity;
        var lead = vault.Seal(Personal.Name, gathering.Crew.Lead.Name);
        foreach (var shift in activity.Shifts.Where(s => s.CancelledAt is null && s.StartsAt < world.Now))
        {
            var facts = gathering.FactsOf(shift, lead);
            story.Time.Know(facts);
            foreach (var there in gathering.Attendances.Where(a => a.EngagementId == shift.Id && a.OutAt is not null))
            {
                var isSure = EvidenceRules.Of(there.InProof, there.OutProof, there.IsOfBody) == EvidenceGrade.A;
                var due = there.OutAt!.Value.AddMinutes(clocks.SecondProofMinutes);
                var over = Later(there.OutAt.Value, facts.Engagement.EndsAt); // Then nobody comes back who left by a slip.
                calendar.At(Soon(isSure && over < due ? over : due), () => Count(gathering, facts, there));
            }

            if (shift.SettledAt is { } settled)
            {
                calendar.At(settled, () => Settle(gathering, facts));
            }
        }
    }

    public void Post(ServiceRecord record) => _records.Post(record);

    private void Count(Gathering gathering, EngagementFacts facts, Stay there)
    {
        there.Record(Now);
        var record = gathering.Add(facts.Record(there, there.IsOfBody, chance.Id(Now)));
        var counted = facts.Count(there, record);
        var word = gathering.Proofs.Where(p => p.EngagementId == there.EngagementId && p.VolunteerId == there.VolunteerId && p.ByPersonId is not null).MaxBy(p => p.At)?.ByPersonId;
        record.Count(counted, RecordBasis.CheckOut, Guid.Empty, Now, word);
        _records.GoOn(record);
    }

    /// <summary>After the end: the clock of the records, questions about who forgot to check out, and the organiser's word on everybody.</summary>
    private void Settle(Gathering gathering, EngagementFacts facts)
    {
        var clock = HoursBook.ClockOf(facts.Engagement, workdays, clocks);
        gathering.Papers.Add(clock);
        calendar.At(clock.LookAt!.Value, () => Look(gathering, clock));
        var asked = 0;
        foreach (var there in gathering.Attendances.Where(a => a.EngagementId == facts.Engagement.Id && a.OutAt is null))
        {
            var record = gathering.Add(facts.Record(there, there.IsOfBody, chance.Id(Now)));
            record.Question(Now.AddDays(clocks.AnswerDays), Now);
            story.Tell(record.VolunteerId, HoursMessages.Forgot, HoursLinks.Of(record), Now, [record.Title]);
            Answer(gathering, facts, there, record);
            asked++;
        }

        if (asked > 0)
        {
            story.Tell(gathering.Activity.LeadId, HoursMessages.AskLead, HoursLinks.Desk(gathering.Activity.Id), Now, [gathering.Activity.Title, $"{asked}"]);
        }

        if (chance.Happens(0.9) || _records.IsOld)
        {
            calendar.At(Rhythm.Awake(Now.AddHours(chance.Around(30, 0.5)), chance), () => Evaluate(gathering, facts.Engagement.Id));
        }
    }

    /// <summary>The organiser says the time of the last proof, or, where nothing shows that they stayed, when it was, with a picture; or three days pass, and the last proof counts.</summary>
    private void Answer(Gathering gathering, EngagementFacts facts, Stay there, ServiceRecord record)
    {
        var lead = gathering.Activity.LeadId;
        var answers = Rhythm.Awake(Now.AddMinutes(chance.Around(600, 0.7)), chance);
        if (answers < record.WaitsUntil && !gathering.Quirk.HasFlag(Quirk.Forgetful) && chance.Happens(0.75))
        {
            if (there.SeenAt <= there.InAt.AddMinutes(1))
            {
                calendar.At(answers, () => Say(gathering, facts, there, record, lead));
                return;
            }

            var until = there.SeenAt < facts.Engagement.EndsAt ? there.SeenAt : facts.Engagement.EndsAt;
            calendar.At(answers, () => Settled(new Counted(until, ProofKinds.Word, facts.MinutesOf(there.InAt, until), EvidenceGrade.C), RecordBasis.Word, lead, lead));
            return;
        }

        var last = gathering.Proofs.Where(p => p.EngagementId == there.EngagementId && p.VolunteerId == there.VolunteerId).MaxBy(p => p.At)!;
        calendar.At(Soon(record.WaitsUntil!.Value), () => Settled(
            new Counted(there.SeenAt, last.Kinds, facts.MinutesOf(there.InAt, there.SeenAt), EvidenceRules.OfLastSeen(there.InProof, last.Kinds, there.IsOfBody)), RecordBasis.LastSeen, Guid.Empty, last.ByPersonId));

        void Settled(Counted counted, RecordBasis basis, Guid by, Guid? wordOf)
        {
            record.Count(counted, basis, by, Now, wordOf);
            _records.GoOn(record);
        }
    }

    /// <summary>Nothing shows that they stayed: with a picture, and out of the quota; the volunteer says whether it was so, and everybody sees it before it counts.</summary>
    private void Say(Gathering gathering, EngagementFacts facts, Stay there, ServiceRecord record, Guid lead)
    {
        var left = Later(facts.Engagement.EndsAt.AddMinutes(-chance.Between(0, 25)), there.InAt.AddMinutes(10));
        var until = left < facts.Engagement.EndsAt ? left : facts.Engagement.EndsAt;
        var minutes = facts.MinutesOf(there.InAt, until);
        if (minutes == 0 || !said.Take(gathering, minutes))
        {
            return;
        }

        said.Show(gathering, record, record.Id);
        record.Count(new Counted(until, ProofKinds.Word, minutes, EvidenceGrade.D), RecordBasis.Word, lead, Now, lead);
        story.Tell(record.VolunteerId, HoursMessages.Confirm, HoursLinks.Of(record), Now, [record.Title, $"{record.Minutes}"]);
        calendar.At(Rhythm.Awake(Now.AddMinutes(chance.Around(240, 1)), chance), () =>
        {
            var shown = said.PublicUntil;
            record.Confirm(record.VolunteerId, Now, publicUntil: shown);
            calendar.At(shown.AddSeconds(chance.Between(1, 19)), () => Publish(record));
        });
    }

    private void Publish(ServiceRecord record)
    {
        if (record.EndPublicity(Now))
        {
            Post(record);
        }
    }

    private void Evaluate(Gathering gathering, Guid engagement)
    {
        var stars = chance.Happens(0.8) ? 5 : 4;
        foreach (var record in gathering.Records.Where(r => r.EngagementId == engagement && r.State != RecordState.Void && r.Stars is null))
        {
            record.Evaluate(stars, chance.Pick(Verdicts.OfRecords), gathering.Activity.LeadId, Now);
        }
    }

    /// <summary>The clock of Order 67: done, or the organiser is reminded, or it is late.</summary>
    private void Look(Gathering gathering, RecordClock clock)
    {
        var isLate = clock.DueAt <= Now;
        (clock.LookAt, clock.RemindedAt) = (isLate ? null : clock.DueAt, Now);
        if (!gathering.Records.Exists(r => r.EngagementId == clock.EngagementId && IsUnfinished(r)))
        {
            clock.DoneAt = Now;
            return;
        }

        story.Tell(clock.LeadId, isLate ? HoursMessages.RecordsLate : HoursMessages.RecordsDue, HoursLinks.Desk(clock.SourceId), Now, [gathering.Activity.Title, Messages.MessageBox.Time(clock.DueAt)]);
        if (clock.LookAt is { } next)
        {
            calendar.At(next, () => Look(gathering, clock));
        }
    }

    private static bool IsUnfinished(ServiceRecord r) => r.State != RecordState.Void && (r.Stars is null || r.State is RecordState.Questioned or RecordState.Unconfirmed);

    /// <summary>The patrol comes by every twenty seconds; what is due has been seen by now.</summary>
    private DateTime Soon(DateTime due)
    {
        var seen = due.AddSeconds(chance.Between(1, 19));
        return due <= world.Now && seen > world.Now ? world.Now : seen;
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;
}
