using Weiguang.Activities;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Projects;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Activities;

/// <summary>
/// What is written for the demo's players: for the volunteer a seat to come, a seat to confirm, an invitation and a service that counted; for the team leader
/// one that runs this very hour and a draft; for the station and the coordinator one each to decide on.
/// </summary>
internal sealed class PlayersActivities(World world, ProjectRounds rounds, ActivityCalls calls, Signups signups, Presences presences, Story story)
{
    private readonly Helper _volunteer = world.Players.Volunteer;
    private readonly Crew _team = Programme.CrewOf(world.Players.Team);
    private readonly Office _desk = world.Players.Desk;

    private int Month => world.Now.ToShanghai().Month;

    public IEnumerable<Gathering> Play() => [Served(), Yesterday(), Coming(), Asked(), Running(), OpeningSoon(), .. Written()];

    private Gathering Served()
    {
        var starts = FirstFree(ThemeBook.Cleaning, -3, -4, -2, -5);
        var gathering = Publish(ThemeBook.Cleaning, starts, starts.AddDays(-2.5));
        var mine = signups.Come(gathering, gathering.Activity.Shifts[0], _volunteer, gathering.Activity.OpensAt.AddHours(3));
        signups.Fill(gathering, world.Helpers, 0.9);
        if (mine is not null)
        {
            presences.Attend(gathering, gathering.Activity.Shifts[0], mine);
        }

        return gathering;
    }

    /// <summary>Two went home without checking out: the team leader is asked when they left.</summary>
    private Gathering Yesterday()
    {
        var gathering = Publish(ThemeBook.Haircut with { Title = "上门给老人理发" }, Day(-1, 8.5), world.Now.AddDays(-5));
        signups.Fill(gathering, world.Helpers, 1);
        gathering.Quirk = Quirk.Forgetful;
        return gathering;
    }

    /// <summary>Nearly everybody wants to come: the volunteer has a seat, others wait.</summary>
    private Gathering Coming()
    {
        var theme = ThemeBook.River.FitsIn(Month) ? ThemeBook.River : ThemeBook.Cleaning;
        var gathering = Publish(theme, FirstFree(theme, 2, 3, 4, 1), world.Now.AddDays(-3), 0.4);
        signups.Come(gathering, gathering.Activity.Shifts[0], _volunteer, gathering.Activity.OpensAt.AddMinutes(9));
        signups.Fill(gathering, world.Helpers, 1.9);
        return gathering;
    }

    /// <summary>The team leader has signed the volunteer up, who has two days to say yes.</summary>
    private Gathering Asked()
    {
        var gathering = Publish(ThemeBook.Fraud, FirstFree(ThemeBook.Fraud, 3, 4, 5, 6), world.Now.AddDays(-2));
        var (activity, at) = (gathering.Activity, world.Now.AddHours(-3));
        var shift = activity.Shifts[0];
        var until = at.AddHours(48) < shift.StartsAt ? at.AddHours(48) : shift.StartsAt;
        if (signups.Come(gathering, shift, _volunteer, at, SignupWay.Group, until) is not null)
        {
            string[] words = [activity.Title, MessageBox.Time(shift.StartsAt), MessageBox.Time(until), _team.Lead.Name];
            story.Tell(_volunteer.Id, ActivityMessages.HeldByLeader, SeatNews.LinkTo(activity.Id), at, words);
        }

        signups.Fill(gathering, world.Helpers, 0.6);
        return gathering;
    }

    /// <summary>Under way since the full hour, at night something one does at night: some have checked in, others are still on the way.</summary>
    private Gathering Running()
    {
        var theme = world.Now.ToShanghai().Hour is >= 7 and < 20 ? ThemeBook.Haircut : ThemeBook.NightWatch;
        var gathering = Publish(theme with { Minutes = 180 }, world.Now.Date.AddHours(world.Now.Hour), world.Now.AddDays(-4));
        signups.Fill(gathering, world.Helpers, 1);
        return gathering;
    }

    private Gathering OpeningSoon()
    {
        var opens = Day(1, 8);
        var gathering = calls.Publish(new(ThemeBook.Haircut, _team, _desk, Day(6, ThemeBook.Haircut.From), world.Now.AddHours(-7)) { OpensAt = opens });
        gathering.Activity.Invitations.Add(new()
        {
            ActivityId = gathering.Activity.Id,
            PersonId = _volunteer.Id,
            ByPersonId = _team.Lead.Id,
            At = world.Now.AddHours(-2),
            Words = "上回你手脚麻利，老人还念叨你，这回还盼着你来。",
        });
        return gathering;
    }

    /// <summary>A draft, and two that wait for a yes: the riskier one in the county.</summary>
    private IEnumerable<Gathering> Written()
    {
        yield return calls.Draft(new(ThemeBook.Friday with { Title = "走访慰问孤寡老人" }, _team, _desk, Day(12, 9), world.Now.AddHours(-5)));

        var raised = ThemeBook.All.FirstOrDefault(t => t.Risk == Risk.Raised && t.FitsIn(Month)) ?? ThemeBook.River with { Risk = Risk.Raised, RiskNotice = "河沿湿滑，只在岸上干，三人一组互相照看。" };
        var atStation = calls.Draft(new(raised, _team, _desk, Day(5, raised.From), world.Now.AddHours(-6)));
        atStation.Step(ActivityAction.Submit, _team.Lead.Id, ActivityParty.Organiser, world.Now.AddHours(-5));
        yield return atStation;

        var county = world.Bands.FirstOrDefault(b => b.Team.DivisionCode == world.Land.Code && b != world.Players.Team) is { } band ? Programme.CrewOf(band) : _team;
        var dangerous = calls.Draft(new(ThemeBook.FireDrill, county, world.Offices[world.Land.Code], Day(8, ThemeBook.FireDrill.From), world.Now.AddHours(-26)));
        (dangerous.Activity.Insurer, dangerous.Activity.PolicyNumber, dangerous.Activity.CoveredUntil) = ("县志愿服务统保", "ZY-2026-0031", Day(40, 0));
        dangerous.Step(ActivityAction.Submit, county.Lead.Id, ActivityParty.Organiser, world.Now.AddHours(-25));
        yield return dangerous;
    }

    private Gathering Publish(Theme theme, DateTime starts, DateTime called, double size = 1) =>
        calls.Publish(new(theme, _team, _desk, starts, called) { Size = size, ProjectId = rounds.OpenOf(_team.TeamId, called)?.Id });

    /// <summary>The first of these days on which the volunteer has time for it.</summary>
    private DateTime FirstFree(Theme theme, params int[] days)
    {
        var starts = Array.ConvertAll(days, d => Day(d, theme.From));
        var free = Array.FindIndex(starts, s => _volunteer.IsFree(new TimeWindow(s, s.AddMinutes(theme.Minutes))));
        return starts[Math.Max(0, free)];
    }

    private DateTime Day(int ahead, double hours) => world.Now.ToShanghai().Date.AddDays(ahead).AddHours(hours).FromShanghai();
}
