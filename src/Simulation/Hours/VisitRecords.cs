using Weiguang.Activities.Serving;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
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
            story.Tell(record.VolunteerId, HoursMessages.Confirm, HoursLinks.Of(record), Now, [record.Title, $"{record.Minutes}"]);
            if (chance.Happens(0.93) || IsOld)
            {
                calendar.At(Rhythm.Awake(Now.AddMinutes(chance.Around(240, 1)), chance), () => Confirm(record));
            }
        }

        Post(record);
    }

    private void Confirm(ServiceRecord record)
    {
        if (record.Confirm(record.VolunteerId, Now))
        {
            Post(record);
        }
    }
}
