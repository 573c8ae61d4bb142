using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Backfill;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Hours;

/// <summary>Hours entered afterwards: asked for with pictures, agreed to, approved by the station, shown in public, doubted.</summary>
internal sealed partial class Disputes
{
    /// <param name="hours">So many later the station decides, when it is manned; null: not yet.</param>
    private void Backfill(Gathering gathering, DateTime at, double? hours = null, bool doubted = false) =>
        calendar.At(Later(at, gathering.Activity.EndsAt.AddMinutes(50)), () => Submit(gathering, hours, doubted));

    private void Submit(Gathering gathering, double? hours, bool doubted)
    {
        var shift = gathering.Activity.Shifts[^1];
        var facts = gathering.FactsOf(shift, vault.Seal(Personal.Name, gathering.Crew.Lead.Name));
        var missing = gathering.Of(shift).Where(s => s.Status == SignupStatus.NoShow).Take(3).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var backfill = new Backfill
        {
            SourceId = gathering.Activity.Id,
            Id = chance.Id(Now),
            EngagementId = shift.Id,
            DivisionCode = gathering.Activity.DivisionCode,
            TeamId = gathering.Activity.TeamId,
            Title = gathering.Activity.Title,
            Organiser = gathering.Activity.Organiser,
            LeadId = gathering.Activity.LeadId,
            By = _lead,
            At = Now,
            FromAt = shift.StartsAt,
            UntilAt = shift.EndsAt.AddMinutes(-10),
            Minutes = facts.MinutesOf(shift.StartsAt, shift.EndsAt.AddMinutes(-10)),
            Reason = chance.Pick(Grievances.Backfills),
        };
        gathering.Papers.Add(backfill);
        Show(gathering, backfill, 2);
        said.Take(gathering, missing.Count * backfill.Minutes);
        foreach (var signup in missing)
        {
            var entry = new BackfillEntry { SourceId = backfill.SourceId, BackfillId = backfill.Id, VolunteerId = signup.VolunteerId };
            backfill.Entries.Add(entry);
            story.Tell(signup.VolunteerId, HoursMessages.BackfillAsked, BackfillLinks.Of(backfill), Now, [gathering.Activity.Title, $"{backfill.Minutes}"]);
            if (hours is not null || chance.Happens(0.5))
            {
                calendar.At(Now.AddMinutes(chance.Between(8, 150)), () => entry.Answer(true, Now));
            }
        }

        if (hours is { } later)
        {
            calendar.At(Rhythm.Manned(Now.AddHours(later), false, chance), () => Approve(gathering, facts, backfill, doubted));
        }
    }

    private void Approve(Gathering gathering, EngagementFacts facts, Backfill backfill, bool doubted)
    {
        backfill.Decide(true, "照片和名单对得上，问过两户老人，属实，同意补录。", _station, Now);
        var until = said.PublicUntil;
        foreach (var entry in backfill.Entries.Where(e => e.Agreed == true))
        {
            var record = gathering.Add(facts.Record(entry.VolunteerId, backfill.FromAt, ProofKinds.None, chance.Id(Now)));
            record.Announce(new Counted(backfill.UntilAt, ProofKinds.None, backfill.Minutes, EvidenceGrade.D), until, _station, Now, backfill.Reason);
            story.Tell(record.VolunteerId, HoursMessages.BackfillShown, HoursLinks.Of(record), Now, [record.Title, $"{record.Minutes}"]);
            calendar.At(until.AddSeconds(chance.Between(1, 19)), () => Publish(record));
        }

        if (doubted)
        {
            calendar.At(Now.AddHours(chance.Between(0.5, 3.0)), () => Doubt(gathering, gathering.Records.FirstOrDefault(r => r.State == RecordState.Publicity)));
        }
    }

    private void Publish(ServiceRecord record)
    {
        if (record.EndPublicity(Now))
        {
            shiftRecords.Post(record);
        }
    }

    private void Doubt(Gathering gathering, ServiceRecord? record)
    {
        if (record is null)
        {
            return;
        }

        record.Doubt(Now);
        gathering.Papers.Add(new Objection
        {
            SourceId = record.SourceId,
            Id = chance.Id(Now),
            RecordId = record.Id,
            DivisionCode = record.DivisionCode,
            By = world.Residents.First(r => r.Home == world.Players.Village).Id,
            Reason = Grievances.Objection,
            At = Now,
        });
        story.Tell(record.VolunteerId, HoursMessages.ObjectionRaised, HoursLinks.Of(record), Now, [record.Title]);
        story.Tell(record.LeadId, HoursMessages.ObjectionRaised, HoursLinks.Desk(record.SourceId), Now, [record.Title]);
    }

    private void Show(Gathering gathering, Backfill backfill, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var (bytes, taken) = said.Picture(gathering, backfill.Id, backfill.Id);
            backfill.Photos.Add(new() { SourceId = backfill.SourceId, BackfillId = backfill.Id, Number = number, ContentType = "image/png", Bytes = bytes, TakenAt = taken });
        }
    }
}
