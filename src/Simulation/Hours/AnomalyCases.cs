using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Serving;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Anomalies.Rules;
using Weiguang.Hours.Domain;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;

namespace Weiguang.Simulation.Hours;

/// <summary>
/// Runs the rules of fraud over everything that was held, with the national numbers, as the sweep does: each hit opened a case before the first record of its shift was posted, and holds its records.
/// The county's coordinator has decided the old ones, looks into one, and finds the newest waiting.
/// </summary>
internal sealed class AnomalyCases(World world, Story story, ShiftRecords shiftRecords, Calendar calendar, Chance chance)
{
    private const int DaysUntilDecided = 8;
    private readonly Guid _coordinator = world.Players.Coordinator.Id;

    public void Look(IReadOnlyList<Gathering> gatherings, IReadOnlyList<Case> cases)
    {
        var all = gatherings.Where(g => g.Activity.Status != ActivityStatus.Cancelled && g.Attendances.Count > 0)
            .SelectMany(g => g.Activity.Shifts.Where(s => s.SettledAt is not null).Select(s => new Watched(ShiftEngagements.Of(SaidActivity.Of(g.Activity), s), s.SettledAt!.Value, g.Attendances, g.Proofs, g.Records, g.Papers)))
            .Concat(cases.Select(c => c.Visit).OfType<Watched>()).ToDictionary(w => w.Engagement.Id);
        var stays = all.Values.SelectMany(w => w.Stays.Where(s => s.EngagementId == w.Engagement.Id).Select(s => new Seen(
            s.VolunteerId, s.SourceId, s.EngagementId, w.Engagement.Title, s.InAt, s.OutAt ?? s.SeenAt, s.OutAt is not null, w.Engagement.Position))).ToList();
        var ticks = all.Values.SelectMany(w => w.Proofs.Where(p => p.EngagementId == w.Engagement.Id).Select(Tick.Of)).ToList();
        var services = cases.Where(c => c.Visit is not null).SelectMany(c => c.Visit!.Stays.Select(s => new Service(s.SourceId, s.EngagementId, s.VolunteerId, c.Order.AskerId, s.InAt, s.OutAt!.Value))).ToList();
        var visits = services.Select(s => s.SourceId).ToHashSet();
        var engagements = all.Values.Select(w => w.Engagement).ToList();
        var (posts, day) = (Beside.Of(engagements), Beside.Of(engagements, AnomalySweep.Break));
        List<Hit> hits =
        [
            .. day.Find(ticks, some => AnomalyRules.Device(some, Usual(AnomalyKind.Device))), .. posts.Find(ticks, some => ListRules.Crowd(some, Usual(AnomalyKind.Crowd))), .. AnomalyRules.Kiosk(stays, ticks, Usual(AnomalyKind.Kiosk)), .. AnomalyRules.Night(stays, Usual(AnomalyKind.Night)),
            .. posts.Find(stays, ticks, (some, signs) => ListRules.Identical(some, signs, Usual(AnomalyKind.Identical))), .. AnomalyRules.Travel(stays, Usual(AnomalyKind.Travel)), .. PositionRules.Position(ticks, Usual(AnomalyKind.Position)),
            .. CircleRules.Pair(visits, services, Usual(AnomalyKind.Pair)), .. CircleRules.Ring(visits, services, Usual(AnomalyKind.Ring)),
        ];
        var newest = hits.Where(h => h.Kind == AnomalyKind.Device).MaxBy(h => all[h.EngagementId].SettledAt);
        foreach (var hit in hits.DistinctBy(h => h.Facts))
        {
            var watched = all[hit.EngagementId];
            calendar.At(Found(watched, hit), () => Open(watched, hit, hit == newest));
        }
    }

    /// <summary>Before the first record of a shift is posted; of a visit once its record stands, for visits were played before.</summary>
    private static DateTime Found(Watched watched, Hit hit)
    {
        var stories = watched.Records.SelectMany(r => r.Story).Select(e => e.At).ToList();
        var first = watched.Stays.Where(s => s.EngagementId == hit.EngagementId).Min(s => s.OutAt) ?? watched.SettledAt;
        return stories.Count > 0 ? stories.Append(watched.SettledAt).Max() : first < watched.SettledAt ? first : watched.SettledAt;
    }

    private static Limits Usual(AnomalyKind kind) => Limits.National(kind);

    private void Open(Watched watched, Hit hit, bool isNewest)
    {
        var found = AnomalyHolds.Of(hit, hit.Facts, hit.VolunteerIds, watched.Engagement, chance.Id(calendar.Now), calendar.Now);
        watched.Papers.Add(found);
        story.Suspicions.Add(found);
        Each(watched, found, record =>
        {
            if (record.Hold(Guid.Empty, calendar.Now))
            {
                story.Tell(record.VolunteerId, HoursMessages.HeldBy(found.Kind), HoursLinks.Of(record), calendar.Now, [record.Title]);
            }
        });
        if (found.Kind == AnomalyKind.Identical)
        {
            calendar.At(Rhythm.Manned(calendar.Now.AddMinutes(chance.Between(20, 60)), false, chance), () => found.Enter(AnomalyState.Held, "", _coordinator, calendar.Now));
        }
        else if (!isNewest && world.Now - calendar.Now > TimeSpan.FromDays(DaysUntilDecided))
        {
            calendar.At(Rhythm.Manned(calendar.Now.AddHours(chance.Around(40, 0.4)), false, chance), () => Clear(watched, found));
        }
    }

    private void Clear(Watched watched, AnomalyCase found)
    {
        found.Enter(AnomalyState.Cleared, Words(found.Kind), _coordinator, calendar.Now);
        Each(watched, found, record =>
        {
            if (record.Release(_coordinator, calendar.Now))
            {
                story.Tell(record.VolunteerId, HoursMessages.Released, HoursLinks.Of(record), calendar.Now, [record.Title]);
                shiftRecords.Post(record);
            }
        });
    }

    private static string Words(AnomalyKind kind) =>
        kind == AnomalyKind.Device ? "老人们不会使手机，村里大学生替他们扫的，人都在场，没有问题。" : "逐个打电话问过，人都在，没有问题。";

    private static void Each(Watched watched, AnomalyCase found, Action<ServiceRecord> change) =>
        watched.Records.Where(r => r.EngagementId == found.EngagementId && r.State != RecordState.Void && found.VolunteerIds.Contains(r.VolunteerId)).ToList().ForEach(change);
}

/// <summary>An engagement whose hours have been settled, with what the rules of fraud look at.</summary>
internal sealed record Watched(Engagement Engagement, DateTime SettledAt, IReadOnlyList<Stay> Stays, IReadOnlyList<Proof> Proofs, IReadOnlyList<ServiceRecord> Records, List<object> Papers);
