using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Organising.Recurring;
using Weiguang.Kernel.Time;
using Weiguang.Regions;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Projects;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Activities;

/// <summary>
/// The service day of every Friday afternoon in the village of the players: a series more than a year old, with all the days behind and, as its clock makes them, the
/// coming eight weeks. Some neighbours hardly miss a week, the volunteer among them.
/// </summary>
internal sealed class FridaySeries(World world, ProjectRounds rounds, ActivityCalls calls, Signups signups, Chance chance)
{
    private const int WeeksBack = 64;
    private const int LivelyDays = 42;
    private const int Regulars = 10;
    private readonly Helper _volunteer = world.Players.Volunteer;
    private readonly Crew _team = Programme.CrewOf(world.Players.Team);

    private DateOnly Today => DateOnly.FromDateTime(world.Now.ToShanghai());

    /// <summary>The series as it stands now, once it was held.</summary>
    public Series? Series { get; private set; }

    public IReadOnlyList<Gathering> Hold()
    {
        var first = Friday(Later(Today.AddDays(-7 * WeeksBack), DateOnly.FromDateTime(world.Players.Team.Team.CreatedAt.ToShanghai()).AddDays(7)));
        var rule = new Recurrence(Frequency.Weekly, 1, [new NthDay(0, DayOfWeek.Friday)]);
        var series = Found(first, rule);
        var through = Today.AddDays(7 * SeriesBook.WeeksAhead);
        var days = new List<Gathering>();
        foreach (var day in rule.From(first).TakeWhile(d => d <= through))
        {
            if (Holidays.IsStatutory(day))
            {
                series.Skip(day);
            }
            else
            {
                days.Add(Hold(series, day));
            }
        }

        series.Keep(Writing.Read(days[^1].Activity), days[^1].Activity.SeriesDate!.Value, approved: true);
        series.Made(through);
        Series = series;
        return days;
    }

    private Series Found(DateOnly first, Recurrence rule)
    {
        var founded = At(first.AddDays(-6), 19.5);
        return new()
        {
            Id = chance.Id(founded),
            Title = ThemeBook.Friday.Title,
            DivisionCode = world.Players.Desk.Station.DivisionCode,
            TeamId = _team.TeamId,
            LeadId = _team.Lead.Id,
            Organiser = _team.Name,
            Rule = rule.ToString(),
            StartsOn = first,
            CreatedAt = founded,
        };
    }

    /// <summary>Made by the clock eight weeks before, the first ones when the series was founded; sign-up opens a week before.</summary>
    private Gathering Hold(Series series, DateOnly day)
    {
        var (starts, clock) = (At(day, ThemeBook.Friday.From), At(day.AddDays(-7 * SeriesBook.WeeksAhead), 0).AddSeconds(chance.Between(1, 29)));
        var isFirst = clock < series.CreatedAt;
        var made = isFirst ? series.CreatedAt : clock;
        var gathering = calls.Draft(new(ThemeBook.Friday, _team, world.Players.Desk, starts, made)
        {
            OpensAt = starts.AddDays(-7),
            ProjectId = rounds.OpenOf(_team.TeamId, starts.AddDays(-7) < world.Now ? starts.AddDays(-7) : world.Now)?.Id,
            SeriesId = series.Id,
        });
        gathering.Activity.WaitingLimit = null;
        gathering.Step(ActivityAction.Publish, isFirst ? _team.Lead.Id : Guid.Empty, isFirst ? ActivityParty.Organiser : ActivityParty.Clock | ActivityParty.Organiser, made);
        Fill(gathering, starts);
        return gathering;
    }

    private void Fill(Gathering gathering, DateTime starts)
    {
        var opens = gathering.Activity.OpensAt;
        if (opens > world.Now)
        {
            return;
        }

        var isLatest = world.Now - starts < TimeSpan.FromDays(15);
        var faithful = starts < world.Now ? Faithful(gathering).Append(_volunteer).ToList() : Faithful(gathering).ToList();
        foreach (var (helper, i) in faithful.Select((h, i) => (h, i)).Where(_ => chance.Happens(0.93) || isLatest))
        {
            var at = opens.AddSeconds(20 + (50 * i) + chance.Between(0, 40));
            if (at <= world.Now)
            {
                signups.Come(gathering, gathering.Activity.Shifts[i % 5 < 3 ? 0 : 1], helper, at);
            }
        }

        var isLively = world.Now - starts < TimeSpan.FromDays(LivelyDays);
        signups.Fill(gathering, Near, isLively ? chance.Between(0.5, 0.9) : chance.Between(0.2, 0.45));
    }

    /// <summary>Neighbours who were volunteers before it began, from the village first.</summary>
    private IEnumerable<Helper> Faithful(Gathering gathering) => world.Helpers
        .Where(h => h != _volunteer && h.Id != _team.Lead.Id && h.Profile.JoinedAt < gathering.Activity.OpensAt)
        .OrderBy(h => h.Villager.Home != world.Players.Village).ThenBy(h => h.Villager.Township != _volunteer.Villager.Township).ThenBy(h => h.Profile.JoinedAt).Take(Regulars);

    private IReadOnlyList<Helper> Near =>
        [.. world.Players.Team.Members.Concat(world.Helpers.Where(h => h.Villager.Township == _volunteer.Villager.Township)).Distinct()];

    private static DateOnly Friday(DateOnly from) => from.AddDays(((int)DayOfWeek.Friday - (int)from.DayOfWeek + 7) % 7);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateTime At(DateOnly day, double hours) => day.ToDateTime(TimeOnly.MinValue).AddHours(hours).FromShanghai();
}
