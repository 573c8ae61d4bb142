using Weiguang.Activities.Domain;
using Weiguang.Activities.Serving;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;

namespace Weiguang.Simulation.Hours;

/// <summary>
/// Runs the rules of fraud over everything that was held, with the national numbers, as the sweep does: each hit opened a case when its shift was settled.
/// The county's coordinator has decided the old ones, holds one, and finds the newest waiting.
/// </summary>
internal sealed class AnomalyCases(World world, ShiftRecords shiftRecords, Calendar calendar, Chance chance)
{
    private const int DaysUntilDecided = 8;
    private readonly Guid _coordinator = world.Players.Coordinator.Id;

    public void Look(IReadOnlyList<Gathering> gatherings, IReadOnlyList<Case> cases)
    {
        var all = gatherings.Where(g => g.Activity.Status != ActivityStatus.Cancelled && g.Attendances.Count > 0)
            .SelectMany(g => g.Activity.Shifts.Where(s => s.SettledAt is not null).Select(s => new Watched(ShiftEngagements.Of(g.Activity, s, ""), s.SettledAt!.Value, g.Attendances, g.Proofs, g.Records, g.Papers)))
            .Concat(cases.Select(c => c.Visit).OfType<Watched>()).ToDictionary(w => w.Engagement.Id);
        var stays = all.Values.SelectMany(w => w.Stays.Where(s => s.EngagementId == w.Engagement.Id).Select(s => new Seen(
            s.VolunteerId, s.SourceId, s.EngagementId, w.Engagement.Title, s.InAt, s.OutAt ?? s.SeenAt, s.OutAt is not null, w.Engagement.Position))).ToList();
        var ticks = all.Values.SelectMany(w => w.Proofs.Where(p => p.EngagementId == w.Engagement.Id).Select(p => new Tick(p.SourceId, p.EngagementId, p.VolunteerId, p.Kinds, p.At, p.Device, p.ByPersonId))).ToList();
        List<Hit> hits =
        [
            .. AnomalyRules.Device(ticks, Usual(AnomalyKind.Device)), .. AnomalyRules.Crowd(ticks, Usual(AnomalyKind.Crowd)), .. AnomalyRules.Night(stays, Usual(AnomalyKind.Night)),
            .. AnomalyRules.Identical(stays, ticks, Usual(AnomalyKind.Identical)), .. AnomalyRules.Travel(stays, Usual(AnomalyKind.Travel)),
        ];
        var newest = hits.Where(h => h.Kind == AnomalyKind.Device).MaxBy(h => all[h.EngagementId].SettledAt);
        foreach (var hit in hits.DistinctBy(h => h.Facts))
        {
            var watched = all[hit.EngagementId];
            calendar.At(watched.SettledAt, () => Open(watched, hit, hit == newest));
        }
    }

    private static Limits Usual(AnomalyKind kind) => Limits.National(kind);

    private void Open(Watched watched, Hit hit, bool isNewest)
    {
        var found = new AnomalyCase
        {
            SourceId = hit.SourceId,
            Id = chance.Id(calendar.Now),
            Kind = hit.Kind,
            Facts = hit.Facts,
            DivisionCode = watched.Engagement.DivisionCode,
            TeamId = watched.Engagement.TeamId,
            Title = watched.Engagement.Title,
            Organiser = watched.Engagement.Organiser,
            LeadId = watched.Engagement.LeadId,
            Evidence = hit.Evidence,
            Arguments = hit.Arguments,
            EngagementId = hit.EngagementId,
            VolunteerIds = [.. hit.VolunteerIds],
            At = calendar.Now,
        };
        watched.Papers.Add(found);
        if (found.Kind == AnomalyKind.Identical)
        {
            calendar.At(Rhythm.Manned(calendar.Now.AddMinutes(chance.Between(20, 60)), false, chance), () => Hold(watched, found));
        }

        if (!isNewest && world.Now - calendar.Now > TimeSpan.FromDays(DaysUntilDecided))
        {
            calendar.At(Rhythm.Manned(calendar.Now.AddHours(chance.Around(40, 0.4)), false, chance), () => Clear(watched, found));
        }
    }

    private void Hold(Watched watched, AnomalyCase found)
    {
        found.Enter(AnomalyState.Held, "", _coordinator, calendar.Now);
        Each(watched, found, record => record.Hold(_coordinator, calendar.Now));
    }

    private void Clear(Watched watched, AnomalyCase found)
    {
        var words = found.Kind == AnomalyKind.Identical ? "队长忘了开签到码，完事拿名单一起勾的，逐个打电话问过，人都在。" : "老人们不会使手机，村里大学生替他们扫的，人都在场，没有问题。";
        found.Enter(AnomalyState.Cleared, words, _coordinator, calendar.Now);
        Each(watched, found, record =>
        {
            if (record.Release(_coordinator, calendar.Now))
            {
                shiftRecords.Post(record);
            }
        });
    }

    private static void Each(Watched watched, AnomalyCase found, Action<ServiceRecord> change) =>
        watched.Records.Where(r => r.EngagementId == found.EngagementId && r.State != RecordState.Void && found.VolunteerIds.Contains(r.VolunteerId)).ToList().ForEach(change);
}

/// <summary>An engagement whose hours have been settled, with what the rules of fraud look at.</summary>
internal sealed record Watched(Engagement Engagement, DateTime SettledAt, IReadOnlyList<Stay> Stays, IReadOnlyList<Proof> Proofs, IReadOnlyList<ServiceRecord> Records, List<object> Papers);
