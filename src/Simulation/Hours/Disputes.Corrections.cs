using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;

namespace Weiguang.Simulation.Hours;

/// <summary>A volunteer says that a record is wrong; the organiser says what is right; the station decides, and the ledger is set right by reversal.</summary>
internal sealed partial class Disputes
{
    /// <param name="answered">So many hours later the organiser says what is right; null: not yet.</param>
    /// <param name="decided">So many hours later the station decides; null: not yet.</param>
    private void Correct(Gathering gathering, Func<ServiceRecord, bool> whose, (string Reason, string Answer) words, DateTime at, double? answered = null, double? decided = null) => calendar.At(at, () =>
    {
        if (gathering.Records.Find(r => r.State == RecordState.Posted && r.Grade != EvidenceGrade.D && whose(r)) is not { } record)
        {
            return;
        }

        var (correction, minutes) = (Ask(record, words.Reason), record.Minutes + 25);
        gathering.Papers.Add(correction);
        if (answered is { } first)
        {
            calendar.At(Rhythm.Awake(Now.AddHours(first), chance), () => Answer(correction, record, minutes, words.Answer));
        }

        if (decided is { } last)
        {
            calendar.At(Rhythm.Manned(Now.AddHours(last), false, chance), () => Decide(correction, record));
        }
    });

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

    private void Answer(Correction correction, ServiceRecord record, int minutes, string answer)
    {
        correction.Propose(minutes, answer, _lead);
        story.Tell(record.VolunteerId, HoursMessages.CorrectionAnswered, HoursLinks.Of(record), Now, [record.Title, $"{minutes}"]);
    }

    /// <summary>The posting is taken back, and a new one made.</summary>
    private void Decide(Correction correction, ServiceRecord record)
    {
        correction.Decide(true, "问过队长和老人，情况属实，同意更正。", _station, Now);
        story.Reversed(Now, record.TransferId!.Value, record.VolunteerId, record.Minutes, correction.Decision, _station);
        story.Time.GiveBack(record);
        record.Correct(correction.Minutes!.Value, _station, Now, correction.Decision);
        story.Tell(record.VolunteerId, HoursMessages.Corrected, HoursLinks.Of(record), Now, [record.Title, $"{record.Minutes}", correction.Decision]);
        shiftRecords.Post(record);
    }
}
