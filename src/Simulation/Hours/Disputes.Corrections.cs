using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;

namespace Weiguang.Simulation.Hours;

/// <summary>A volunteer says that a record is wrong; the organiser says what is right; the station decides, and the ledger is set right by reversal.</summary>
internal sealed partial class Disputes
{
    private const int WorthAsking = 3;
    private const int MostMissing = 25;

    /// <param name="isWanted">Asked once there is somebody whose record lacks something of the shift.</param>
    /// <param name="answered">So many hours later the organiser says what is right; null: not yet.</param>
    /// <param name="decided">So many hours later the station decides; null: not yet.</param>
    private void Correct(Gathering gathering, Func<ServiceRecord, bool> whose, (string Reason, string Answer) words, DateTime at, Func<bool> isWanted, double? answered = null, double? decided = null) => calendar.At(at, () =>
    {
        if (gathering.Records.Where(r => r.State == RecordState.Posted && r.Grade != EvidenceGrade.D && whose(r) && MissingOf(gathering, r) >= WorthAsking).MaxBy(r => MissingOf(gathering, r)) is not { } record || !isWanted())
        {
            return;
        }

        var (correction, minutes) = (Ask(record, words.Reason), record.Minutes + Math.Min(MostMissing, MissingOf(gathering, record)));
        gathering.Papers.Add(correction);
        if (answered is { } first)
        {
            calendar.At(Rhythm.Awake(Now.AddHours(first), chance), () => Answer(gathering, correction, record, minutes, words.Answer));
        }

        if (decided is { } last)
        {
            calendar.At(Rhythm.Manned(Now.AddHours(last), false, chance), () => Decide(correction, record));
        }
    });

    /// <summary>How much of the shift the record lacks.</summary>
    private static int MissingOf(Gathering gathering, ServiceRecord record) => gathering.Activity.Shifts.First(s => s.Id == record.EngagementId) is var shift
        ? (int)(shift.EndsAt - shift.StartsAt).TotalMinutes - shift.BreakMinutes - record.Minutes : 0;

    private Correction Ask(ServiceRecord record, string reason)
    {
        story.Tell(record.LeadId, HoursMessages.CorrectionAsked, HoursLinks.Of(record), Now, [record.Title]);
        return new()
        {
            SourceId = record.SourceId,
            Id = chance.Id(Now),
            RecordId = record.Id,
            VolunteerId = record.VolunteerId,
            LeadId = record.LeadId,
            DivisionCode = record.DivisionCode,
            TeamId = record.TeamId,
            Reason = reason,
            At = Now,
        };
    }

    /// <summary>With a picture, and out of the quota, for nothing measured what is added; the volunteer says soon whether it is right.</summary>
    private void Answer(Gathering gathering, Correction correction, ServiceRecord record, int minutes, string answer)
    {
        var added = minutes - record.Counts;
        correction.Propose(minutes, added, answer, _lead, Now);
        said.Take(gathering, added);
        said.Show(gathering, record, correction.Id);
        story.Tell(record.VolunteerId, HoursMessages.CorrectionOffered, HoursLinks.Of(record), Now, [record.Title, $"{minutes}"]);
        calendar.At(Rhythm.Awake(Now.AddMinutes(chance.Between(10, 90)), chance), () => correction.Agree(true, Now));
    }

    /// <summary>Shown first; then the posting is taken back, and a new one made.</summary>
    private void Decide(Correction correction, ServiceRecord record)
    {
        if (!correction.Decide(true, "问过队长和老人，情况属实，同意更正。", _station, Now))
        {
            return;
        }

        var until = said.PublicUntil;
        record.Say(correction.Minutes!.Value, until, _station, Now, correction.Decision);
        story.Tell(record.VolunteerId, HoursMessages.CorrectionShown, HoursLinks.Of(record), Now, [record.Title, $"{correction.Minutes}"]);
        calendar.At(until.AddSeconds(chance.Between(1, 19)), () => Correct(record));
    }

    private void Correct(ServiceRecord record)
    {
        const string unopposed = "公示期满，没有异议";
        story.Reversed(Now, record.TransferId!.Value, record.VolunteerId, record.Minutes, unopposed, Guid.Empty);
        story.Time.GiveBack(record);
        record.Correct(record.SaidMinutes!.Value, Guid.Empty, Now, unopposed);
        story.Tell(record.VolunteerId, HoursMessages.Corrected, HoursLinks.Of(record), Now, [record.Title, $"{record.Minutes}", unopposed]);
        shiftRecords.Post(record);
    }
}
