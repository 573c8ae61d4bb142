using Weiguang.Activities.Anomalies;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Simulation.Folk;
using Weiguang.Simulation.Loop;

namespace Weiguang.Simulation.Gatherings;

/// <summary>
/// Runs the rules of fraud over everything that was held, with the national numbers, as the sweep does: each hit opened a case when its shift was settled.
/// The county's coordinator has decided the old ones, holds one, and finds the newest waiting.
/// </summary>
internal sealed class Suspicions(World world, Reckoning reckoning, Calendar calendar, Chance chance)
{
    private const int DaysUntilDecided = 8;
    private readonly Guid _coordinator = world.Players.Coordinator.Id;

    public void Look(IReadOnlyList<Gathering> gatherings)
    {
        var settled = gatherings.Where(g => g.Activity.Status != ActivityStatus.Cancelled && g.Attendances.Count > 0).ToDictionary(g => g.Activity.Id);
        var shifts = settled.Values.SelectMany(g => g.Activity.Shifts.Where(s => s.SettledAt is not null)).ToDictionary(s => s.Id);
        var stays = settled.Values.SelectMany(g => g.Attendances.Where(a => shifts.ContainsKey(a.ShiftId)).Select(a => new Stay(
            a.VolunteerId, a.ActivityId, a.ShiftId, g.Activity.Title, a.InAt, a.OutAt ?? a.SeenAt, a.OutAt is not null, g.Activity.Position))).ToList();
        var ticks = settled.Values.SelectMany(g => g.Proofs.Where(p => shifts.ContainsKey(p.ShiftId)).Select(p => new Tick(p.ActivityId, p.ShiftId, p.VolunteerId, p.Kinds, p.At, p.Device, p.ByPersonId))).ToList();
        List<Hit> hits =
        [
            .. AnomalyRules.Device(ticks, Usual(AnomalyKind.Device)), .. AnomalyRules.Crowd(ticks, Usual(AnomalyKind.Crowd)), .. AnomalyRules.Night(stays, Usual(AnomalyKind.Night)),
            .. AnomalyRules.Identical(stays, ticks, Usual(AnomalyKind.Identical)), .. AnomalyRules.Travel(stays, Usual(AnomalyKind.Travel)),
        ];
        var newest = hits.Where(h => h.Kind == AnomalyKind.Device).MaxBy(h => shifts[h.ShiftId].SettledAt);
        foreach (var hit in hits.DistinctBy(h => h.Facts))
        {
            calendar.At(shifts[hit.ShiftId].SettledAt!.Value, () => Open(settled[hit.ActivityId], hit, hit == newest));
        }
    }

    private static Limits Usual(AnomalyKind kind) => Limits.Of(kind, "{}");

    private void Open(Gathering gathering, Hit hit, bool isNewest)
    {
        var found = new AnomalyCase
        {
            ActivityId = hit.ActivityId,
            Id = chance.Id(calendar.Now),
            Kind = hit.Kind,
            Facts = hit.Facts,
            DivisionCode = gathering.Activity.DivisionCode,
            TeamId = gathering.Activity.TeamId,
            Evidence = hit.Evidence,
            Arguments = hit.Arguments,
            ShiftId = hit.ShiftId,
            VolunteerIds = [.. hit.VolunteerIds],
            At = calendar.Now,
        };
        gathering.Papers.Add(found);
        if (found.Kind == AnomalyKind.Identical)
        {
            calendar.At(Rhythm.Manned(calendar.Now.AddMinutes(chance.Between(20, 60)), false, chance), () => Hold(gathering, found));
        }

        if (!isNewest && world.Now - calendar.Now > TimeSpan.FromDays(DaysUntilDecided))
        {
            calendar.At(Rhythm.Manned(calendar.Now.AddHours(chance.Around(40, 0.4)), false, chance), () => Clear(gathering, found));
        }
    }

    private void Hold(Gathering gathering, AnomalyCase found)
    {
        found.Enter(AnomalyState.Held, "", _coordinator, calendar.Now);
        Each(gathering, found, record => record.Hold(_coordinator, calendar.Now));
    }

    private void Clear(Gathering gathering, AnomalyCase found)
    {
        var words = found.Kind == AnomalyKind.Identical ? "队长忘了开签到码，完事拿名单一起勾的，逐个打电话问过，人都在。" : "老人们不会使手机，村里大学生替他们扫的，人都在场，没有问题。";
        found.Enter(AnomalyState.Cleared, words, _coordinator, calendar.Now);
        Each(gathering, found, record =>
        {
            if (record.Release(_coordinator, calendar.Now))
            {
                reckoning.Post(record);
            }
        });
    }

    private static void Each(Gathering gathering, AnomalyCase found, Action<ServiceRecord> change) =>
        gathering.Records.Where(r => r.ShiftId == found.ShiftId && r.State != RecordState.Void && found.VolunteerIds.Contains(r.VolunteerId)).ToList().ForEach(change);
}
