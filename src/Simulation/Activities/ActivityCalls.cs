using Weiguang.Activities.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Activities;

/// <summary>What is called together: what, by whom, at which station's place and when.</summary>
/// <param name="CalledAt">When it was written down; published within a day.</param>
internal sealed record Call(Theme Theme, Crew Crew, Office Place, DateTime StartsAt, DateTime CalledAt)
{
    public DateTime? OpensAt { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? SeriesId { get; init; }

    /// <summary>Seats are this many times the usual.</summary>
    public double Size { get; init; } = 1;
}

/// <summary>Sets activities up and has them published, reviewed where their risk asks for it.</summary>
internal sealed class ActivityCalls(World world, Chance chance)
{
    public Gathering Draft(Call call)
    {
        var theme = call.Theme;
        var station = call.Place.Station;
        var ends = call.StartsAt.AddMinutes(theme.Minutes);
        var activity = new Activity
        {
            Id = chance.Id(call.CalledAt),
            Title = theme.Title,
            Description = theme.Description,
            Risk = theme.Risk,
            RiskNotice = theme.RiskNotice,
            Bring = theme.Bring,
            ContactName = Second(call)?.Person.Name ?? "",
            ContactPhone = Second(call)?.Phone ?? "",
            Category = theme.Category,
            Guarantees = theme.Given,
            Beneficiaries = theme.For,
            DivisionCode = station.DivisionCode,
            Place = station.Address ?? station.Name,
            Lat = station.Lat,
            Lon = station.Lon,
            TeamId = call.Crew.TeamId,
            Organiser = call.Crew.Name,
            LeadId = call.Crew.Lead.Id,
            ProjectId = call.ProjectId,
            SeriesId = call.SeriesId,
            SeriesDate = call.SeriesId is null ? null : DateOnly.FromDateTime(call.StartsAt.ToShanghai()),
            OpensAt = call.OpensAt ?? call.CalledAt.AddHours(2),
            ClosesAt = call.StartsAt.AddHours(-1),
            StartsAt = call.StartsAt,
            EndsAt = ends,
            WaitingLimit = chance.Happens(0.7) ? null : 5,
            CreatedAt = call.CalledAt,
        };
        foreach (var duty in theme.Duties)
        {
            Add(activity, duty, call, ends);
        }

        return new(activity, call.Crew);
    }

    /// <summary>Drafted, decided and published within a day; ended and filed when its time is over.</summary>
    public Gathering Publish(Call call)
    {
        var gathering = Draft(call);
        var (lead, at) = (call.Crew.Lead.Id, call.CalledAt.AddMinutes(chance.Between(5, 100)));
        if (call.Theme.Risk == Risk.Low)
        {
            gathering.Step(ActivityAction.Publish, lead, ActivityParty.Organiser, at);
        }
        else
        {
            gathering.Step(ActivityAction.Submit, lead, ActivityParty.Organiser, at);
            gathering.Step(ActivityAction.Approve, ReviewerOf(call), ActivityParty.Reviewer, at.AddMinutes(chance.Between(3, 19)));
        }

        return gathering;
    }

    /// <summary>The clock ends it; the organiser files it some days later, or the clock after a month.</summary>
    public void Finish(Gathering gathering, int closeDays)
    {
        var activity = gathering.Activity;
        if (activity.EndsAt > world.Now || activity.Status != ActivityStatus.Published)
        {
            return;
        }

        gathering.Step(ActivityAction.End, Guid.Empty, ActivityParty.Clock, activity.EndsAt);
        var filed = activity.EndsAt.AddHours(chance.Between(20, 90));
        var late = activity.EndsAt.AddDays(closeDays);
        if (filed <= world.Now && chance.Happens(0.75))
        {
            gathering.Step(ActivityAction.Close, activity.LeadId, ActivityParty.Organiser, filed);
            var (stars, words, toImprove) = chance.Pick(Verdicts.OfActivities);
            gathering.Papers.Add(new Evaluation { ActivityId = activity.Id, Stars = stars, Words = words, ToImprove = toImprove, ByPersonId = activity.LeadId, At = filed });
        }
        else if (late <= world.Now)
        {
            gathering.Step(ActivityAction.Close, Guid.Empty, ActivityParty.Clock, late);
        }
    }

    /// <summary>What a team holds week after week is not always its leader's to answer the phone for.</summary>
    private static Villager? Second(Call call) => call is { SeriesId: not null, Crew.Band.Members: [_, var second, ..] } ? second.Villager : null;

    /// <summary>Nobody decides on what they lead: then the station above does.</summary>
    private static Guid ReviewerOf(Call call)
    {
        var office = call.Place;
        while (office.Keeper.Id == call.Crew.Lead.Id && office.Above is { } above)
        {
            office = above;
        }

        return office.Keeper.Id;
    }

    private void Add(Activity activity, Duty duty, Call call, DateTime ends)
    {
        var post = new Post { ActivityId = activity.Id, Id = chance.Id(call.CalledAt), Name = duty.Name, Duties = duty.Words, Skill = duty.Skill };
        activity.Posts.Add(post);
        activity.Shifts.Add(new()
        {
            ActivityId = activity.Id,
            Id = chance.Id(call.CalledAt),
            PostId = post.Id,
            StartsAt = call.StartsAt,
            EndsAt = ends,
            BreakMinutes = call.Theme.Minutes >= 240 ? 30 : 0,
            Capacity = Math.Max(2, (int)(duty.Seats * call.Size)),
        });
    }
}
