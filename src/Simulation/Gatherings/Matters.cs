using System.Security.Cryptography;
using Weiguang.Activities.Backfill;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Hours;
using Weiguang.Activities.Publicity;
using Weiguang.Activities.Records;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Regions;
using Weiguang.Simulation.Folk;
using Weiguang.Simulation.Loop;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Gatherings;

/// <summary>
/// What is disputed about the hours of the Fridays in the players' village: backfills (one waits, one is in publicity and doubted, one is in the ledger) and
/// corrections (one done for the volunteer, one waits for the station, one for the team leader). All by the same verbs as the desks'.
/// </summary>
internal sealed class Matters(World world, Story story, Reckoning reckoning, WorkCalendar workdays, Vault vault, Calendar calendar, Chance chance)
{
    private readonly Dictionary<(Guid Team, int Month), BackfillUse> _quota = [];
    private readonly Guid _lead = world.Players.Team.Leader.Id;
    private readonly Guid _station = world.Players.Desk.Keeper.Id;
    private int _pictures;

    private DateTime Now => calendar.Now;

    /// <summary>Rows that belong to no activity.</summary>
    public List<object> Rows { get; } = [];

    /// <param name="fridays">Those held, the latest first.</param>
    public void Expect(IReadOnlyList<Gathering> fridays)
    {
        if (fridays.Count < 6)
        {
            return;
        }

        Backfill(fridays[0], Daytime(-5), null);
        Backfill(fridays[1], Daytime(-30), Daytime(-19), doubted: true);
        Backfill(fridays[5], fridays[5].Activity.EndsAt.AddHours(28), fridays[5].Activity.EndsAt.AddHours(66));
        Correct(fridays[3], r => r.VolunteerId == world.Players.Volunteer.Id, Grievances.LeftEarly, fridays[3].Activity.EndsAt.AddHours(20), answered: 26, decided: 70);
        Correct(fridays[2], r => r.VolunteerId != world.Players.Volunteer.Id, Grievances.Late, Daytime(-26), answered: 3);
        Correct(fridays[1], r => r.VolunteerId != world.Players.Volunteer.Id, Grievances.Phone, Daytime(-4));
    }

    private void Backfill(Gathering gathering, DateTime at, DateTime? decided, bool doubted = false)
    {
        if (at > gathering.Activity.EndsAt.AddHours(2))
        {
            calendar.At(at, () => Submit(gathering, decided, doubted));
        }
    }

    private void Submit(Gathering gathering, DateTime? decided, bool doubted)
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
            ActivityId = gathering.Activity.Id,
            Id = chance.Id(Now),
            ShiftId = shift.Id,
            DivisionCode = gathering.Activity.DivisionCode,
            TeamId = gathering.Activity.TeamId,
            By = _lead,
            At = Now,
            FromAt = shift.StartsAt,
            UntilAt = shift.EndsAt.AddMinutes(-10),
            Minutes = facts.MinutesOf(shift.StartsAt, shift.EndsAt.AddMinutes(-10)),
            Reason = chance.Pick(Grievances.Backfills),
        };
        gathering.Papers.Add(backfill);
        Show(backfill, 2);
        Take(backfill, missing.Count * backfill.Minutes);
        foreach (var signup in missing)
        {
            var entry = new BackfillEntry { ActivityId = backfill.ActivityId, BackfillId = backfill.Id, VolunteerId = signup.VolunteerId };
            backfill.Entries.Add(entry);
            story.Tell(signup.VolunteerId, BackfillDesk.Ask, BackfillLinks.Of(backfill), Now, [gathering.Activity.Title, $"{backfill.Minutes}"]);
            if (decided is not null || chance.Happens(0.5))
            {
                calendar.At(Now.AddMinutes(chance.Between(8, 150)), () => entry.Answer(true, Now));
            }
        }

        if (decided is { } day)
        {
            calendar.At(day, () => Approve(gathering, facts, backfill, doubted));
        }
    }

    private void Approve(Gathering gathering, ShiftFacts facts, Backfill backfill, bool doubted)
    {
        backfill.Decide(true, "照片和名单对得上，问过两户老人，属实，同意补录。", _station, Now);
        var until = ShiftEnds.EndOf(workdays.After(DateOnly.FromDateTime(Now.ToShanghai()), BackfillRule.National.PublicityDays));
        foreach (var entry in backfill.Entries.Where(e => e.Agreed == true))
        {
            var record = gathering.Add(facts.Record(entry.VolunteerId, backfill.FromAt, ProofKinds.None, chance.Id(Now)));
            record.Announce(new Counted(backfill.UntilAt, ProofKinds.None, backfill.Minutes, EvidenceGrade.D), until, _station, Now, backfill.Reason);
            story.Tell(record.VolunteerId, BackfillDesk.Shown, RecordLinks.Of(record), Now, [record.Title, $"{record.Minutes}"]);
            calendar.At(until.AddSeconds(chance.Between(1, 19)), () => Publish(record));
        }

        if (doubted)
        {
            calendar.At(Now.AddHours(chance.Between(2.0, 9.0)), () => Doubt(gathering, gathering.Records.First(r => r.State == RecordState.Publicity)));
        }
    }

    private void Publish(ServiceRecord record)
    {
        if (record.EndPublicity(Now))
        {
            reckoning.Post(record);
        }
    }

    private void Doubt(Gathering gathering, ServiceRecord record)
    {
        record.Doubt(Now);
        gathering.Papers.Add(new Objection
        {
            ActivityId = record.ActivityId,
            Id = chance.Id(Now),
            RecordId = record.Id,
            DivisionCode = record.DivisionCode,
            By = world.Residents.First(r => r.Home == world.Players.Village).Id,
            Reason = Grievances.Objection,
            At = Now,
        });
        story.Tell(record.VolunteerId, Objections.Raised, RecordLinks.Of(record), Now, [record.Title]);
        story.Tell(record.LeadId, Objections.Raised, RecordLinks.Desk(record.ActivityId), Now, [record.Title]);
    }

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
            calendar.At(Now.AddHours(first), () => Answer(correction, record, minutes, words.Answer));
        }

        if (decided is { } last)
        {
            calendar.At(Now.AddHours(last), () => Decide(correction, record));
        }
    });

    private Correction Ask(ServiceRecord record, string reason)
    {
        story.Tell(record.LeadId, Corrections.Asked, RecordLinks.Of(record), Now, [record.Title]);
        return new()
        {
            ActivityId = record.ActivityId,
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
        story.Tell(record.VolunteerId, Corrections.Answered, RecordLinks.Of(record), Now, [record.Title, $"{minutes}"]);
    }

    /// <summary>The posting is taken back, and a new one made.</summary>
    private void Decide(Correction correction, ServiceRecord record)
    {
        correction.Decide(true, "问过队长和老人，情况属实，同意更正。", _station, Now);
        story.Reversed(Now, record.TransferId!.Value, record.VolunteerId, record.Minutes, correction.Decision, _station);
        record.Correct(correction.Minutes!.Value, _station, Now, correction.Decision);
        story.Tell(record.VolunteerId, Reversals.Corrected, RecordLinks.Of(record), Now, [record.Title, $"{record.Minutes}", correction.Decision]);
        reckoning.Post(record);
    }

    private void Show(Backfill backfill, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var bytes = Snapshot.Take(chance.Branch($"picture{_pictures++}"));
            backfill.Photos.Add(new() { ActivityId = backfill.ActivityId, BackfillId = backfill.Id, Number = number, ContentType = "image/png", Bytes = bytes });
            Rows.Add(new UsedPicture { Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)), ActivityId = backfill.ActivityId, At = Now });
        }
    }

    private void Take(Backfill backfill, int minutes)
    {
        var day = Now.ToShanghai();
        var key = (backfill.TeamId!.Value, (day.Year * 100) + day.Month);
        if (!_quota.TryGetValue(key, out var use))
        {
            Rows.Add(_quota[key] = use = new() { TeamId = key.Item1, Month = key.Item2 });
        }

        use.Minutes += minutes;
    }

    /// <summary>So many hours ago, moved back into the day when it was night.</summary>
    private DateTime Daytime(double hours)
    {
        var at = world.Now.AddHours(hours);
        var local = at.ToShanghai();
        return local.Hour is >= 8 and < 20 ? at : local.Date.AddDays(local.Hour < 8 ? -1 : 0).AddHours(16.7).FromShanghai();
    }
}
