using Weiguang.Activities.Serving;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Ledger;
using Weiguang.Simulation.Orders;

namespace Weiguang.Simulation.Hours;

/// <summary>Takes service records on from where they were counted, as the app does: into the ledger, or to the volunteer for a second word.</summary>
internal sealed class VisitRecords(World world, Story story, Calendar calendar, Chance chance)
{
    /// <summary>What is older has been done by now, after a reminder or two.</summary>
    private const int DaysLeftUndone = 24;

    private DateTime Now => calendar.Now;

    public bool IsOld => world.Now - Now > TimeSpan.FromDays(DaysLeftUndone);

    /// <summary>On its way into the ledger, and there at once, unless somebody holds it.</summary>
    public void Post(ServiceRecord record)
    {
        if (record is not { State: RecordState.Proven, HeldAt: null })
        {
            return;
        }

        if (story.Suspicions.Find(c => c.IsOpen && c.IsAbout(record)) is { } doubt)
        {
            record.Hold(Guid.Empty, Now);
            story.Tell(record.VolunteerId, HoursMessages.HeldBy(doubt.Kind), HoursLinks.Of(record), Now, [record.Title]);
            return;
        }

        var weighed = story.Time.Take(record, Now);
        if (weighed.Other is not null)
        {
            story.Tell(record.VolunteerId, weighed.Besides == 0 ? HoursMessages.OverlapAll : HoursMessages.Overlap, HoursLinks.Of(record), Now, [record.Title, record.Story[^1].Reason, $"{weighed.Besides}"]);
        }

        if (record.State == RecordState.Proven)
        {
            record.Post(Now);
            story.Counted(Now, ToLedger.PostingOf(record, record.Source == ShiftEngagements.Source ? Narratives.ActivityService : Narratives.OrderService));
            story.Tell(record.VolunteerId, HoursMessages.Counted, HoursLinks.Of(record), Now, [record.Title, $"{record.Minutes}", record.Grade.ToString()]);
        }
    }

    public void GoOn(ServiceRecord record)
    {
        if (record.State == RecordState.Void)
        {
            story.Tell(record.VolunteerId, HoursMessages.Nothing, HoursLinks.Of(record), Now, [record.Title, "0"]);
        }
        else if (record.State == RecordState.Unconfirmed)
        {
            story.Tell(record.VolunteerId, Asking.KindOf(record), HoursLinks.Of(record), Now, [record.Title, $"{record.Minutes}"]);
            Await(record, record.Backing);
        }

        Post(record);
    }

    /// <summary>Somebody who does not stand behind it yet says that it was so: the volunteer where they can.</summary>
    private void Await(ServiceRecord record, Backing backing)
    {
        if (chance.Happens(0.93) || IsOld)
        {
            var who = backing.Wanted.HasFlag(Principals.Own) ? Principals.Own : backing.Wanted & (Principals.Body | Principals.Outside);
            calendar.At(Rhythm.Awake(Now.AddMinutes(chance.Around(240, 1)), chance), () => Confirm(record, backing.With(who), who));
        }
    }

    private void Confirm(ServiceRecord record, Backing backing, Principals who)
    {
        var free = world.KeepersOver(record.DivisionCode).Append(world.Players.Admin).Select(k => k.Id).Where(id => id != record.WordOf && id != record.LeadId && id != record.VolunteerId);
        var by = who == Principals.Own ? record.VolunteerId : who == Principals.Body && record.LeadId != record.WordOf && record.LeadId != Guid.Empty ? record.LeadId : free.First();
        if (!record.Confirm(by, Now, backing.IsComplete))
        {
            return;
        }

        if (!backing.IsComplete)
        {
            Await(record, backing);
        }

        Post(record);
    }
}
