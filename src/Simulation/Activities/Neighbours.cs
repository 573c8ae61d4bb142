using Weiguang.Activities;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Mine;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People.Following;
using Weiguang.People.Telling;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Library;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.People;
using Weiguang.Teams;
using Weiguang.Teams.Domain;

namespace Weiguang.Simulation.Activities;

/// <summary>
/// What goes on around activities, so that a newcomer finds each of it: somebody who came without having signed up, two who were put down at the door by their phones, words to a list and to a team, a team that is offered
/// to its deputy, and things that are followed.
/// </summary>
internal sealed class Neighbours(World world, Story story, Signups signups, Vault vault, Chance chance)
{
    /// <summary>Of nobody: as the invented phones, but never given to anybody.</summary>
    private const string Strangers = "15499999999";

    private readonly Helper _volunteer = world.Players.Volunteer;
    private readonly List<object> _rows = [];

    /// <param name="over">Held by the players' team and over.</param>
    /// <param name="coming">The volunteer has a seat in it.</param>
    public IReadOnlyList<object> Of(Gathering over, Gathering coming, IReadOnlyList<Project> projects)
    {
        PutDown(over);
        Tell(coming);
        Offer();
        Follow(coming, projects);
        return _rows;
    }

    /// <summary>Somebody comes to a door, with a seat free for them.</summary>
    public void WalkIn(Gathering gathering)
    {
        if (gathering.Activity.Shifts.Find(s => s is { Free: > 0, Waiting: 0 }) is { } shift && gathering.SkillOf(shift).Length == 0
            && world.Helpers.FirstOrDefault(h => h != _volunteer && h.Id != gathering.Activity.LeadId && h.IsFree(new(shift.StartsAt, shift.EndsAt)) && gathering.Of(shift).All(s => s.VolunteerId != h.Id)) is { } helper)
        {
            signups.Come(gathering, shift, helper, shift.StartsAt.AddMinutes(-12), SignupWay.WalkIn);
        }
    }

    /// <summary>Everybody with a seat was told in the evening before; what is long over has been cleared away since.</summary>
    public void Remind(IEnumerable<Gathering> all)
    {
        foreach (var (gathering, shift) in all.SelectMany(g => g.Activity.Shifts.Select(s => (g, s))).Where(x => x.s.CancelledAt is null && x.g.Activity.PublishedAt is not null && Evening.Before(x.s.StartsAt) <= world.Now))
        {
            var (activity, at) = (gathering.Activity, Evening.Before(shift.StartsAt));
            shift.Remind(at);
            var (kind, more) = Reminders.Besides(activity.Bring, activity.ContactName.Length > 0 ? new(activity.ContactName, activity.ContactPhone) : new(gathering.Crew.Lead.Person.Name, gathering.Crew.Lead.Phone));
            foreach (var signup in gathering.Of(shift).Where(s => s.Status == SignupStatus.Accepted && s.At < at && activity.PublishedAt < at && at > world.Now.AddDays(-3)))
            {
                story.Tell(signup.VolunteerId, kind, SeatNews.LinkTo(activity.Id), at, [activity.Title, MessageBox.Span(shift.StartsAt, shift.EndsAt), activity.Place, .. more]);
            }
        }
    }

    private void PutDown(Gathering over)
    {
        var shift = over.Activity.Shifts[0];
        Put(_volunteer.Villager.Person.Name, _volunteer.Villager.Phone, _volunteer.Villager.Person.PhoneIndex, 9);
        Put("卢春生", Strangers, vault.Index(Personal.Phone, Strangers), 14);
        story.Tell(_volunteer.Id, ActivityMessages.NotedAtDoor, Weiguang.Activities.CheckIn.WalkIns.WalkInLinks.Mine, shift.StartsAt.AddMinutes(9), [over.Activity.Title, MessageBox.Time(shift.StartsAt)]);

        void Put(string name, string phone, string index, int minutes) => over.Papers.Add(new Guest
        {
            ActivityId = over.Activity.Id,
            ShiftId = shift.Id,
            Id = chance.Id(shift.StartsAt.AddMinutes(minutes)),
            Name = name,
            Phone = vault.Seal(Personal.Phone, phone),
            PhoneIndex = index,
            ById = over.Activity.LeadId,
            At = shift.StartsAt.AddMinutes(minutes),
        });
    }

    private void Tell(Gathering coming)
    {
        var (activity, team, lead) = (coming.Activity, world.Players.Team, coming.Crew.Lead);
        var on = coming.Signups.Where(s => s.IsOn).Select(s => s.VolunteerId).Distinct().ToList();
        Broadcast(activity.Id, ActivityMessages.FromOrganiser, SeatNews.LinkTo(activity.Id), activity.Title, activity.DivisionCode, activity.TeamId, lead, on, "天冷，穿厚一点。村部有热水，杯子自己带。", world.Now.AddHours(-9));
        Broadcast(team.Team.Id, TeamMessages.FromLeader, TeamLinks.Of(team.Team.Id), team.Team.Name, team.Team.DivisionCode, team.Team.Id, team.Leader.Villager, [.. team.Members.Skip(1).Select(m => m.Id)], "这个月辛苦大家了。下周五照旧一点半在村部集合，来不了的早点说。", world.Now.AddHours(-30));
    }

    private void Broadcast(Guid list, MessageKind kind, string link, string title, long division, Guid? team, Villager sender, List<Guid> to, string words, DateTime at)
    {
        foreach (var person in to)
        {
            story.Tell(person, kind, link, at, [title, words, sender.Person.Name]);
        }

        _rows.Add(new Broadcast
        {
            AudienceId = list, Id = chance.Id(at), Kind = kind.Code, Title = title, Link = link, SenderId = sender.Id, DivisionCode = division, TeamId = team, Words = words, People = to.Count, At = at,
        });
    }

    /// <summary>The leader would like the most faithful member to go on with it; they have not answered yet.</summary>
    private void Offer()
    {
        var (band, at) = (world.Players.Team, world.Now.AddHours(-4));
        band.Rows[1].Appoint(TeamRole.Deputy, band.Leader.Id);
        band.Team.Offer(band.Rows[1].PersonId, at);
        story.Tell(band.Rows[1].PersonId, TeamMessages.Offered, TeamLinks.Of(band.Team.Id), at, [band.Team.Name]);
    }

    private void Follow(Gathering coming, IReadOnlyList<Project> projects)
    {
        var (team, at) = (world.Players.Team.Team, world.Now.AddDays(-6));
        foreach (var (helper, i) in chance.Some(world.Helpers.Where(h => h != _volunteer).ToList(), 12).Select((h, i) => (h, i)))
        {
            Add(team.Id, helper.Id, FollowedTeams.Name, at.AddMinutes(-97 * (i + 1)));
        }

        Add(team.Id, _volunteer.Id, FollowedTeams.Name, at);
        Add(coming.Activity.Id, _volunteer.Id, KeptActivities.Name, at.AddDays(3));
        if (projects.FirstOrDefault(p => p.TeamId == team.Id) is { } project)
        {
            Add(project.Id, _volunteer.Id, FollowedProjects.Name, at.AddDays(1));
        }

        void Add(Guid target, Guid person, string kind, DateTime time) => _rows.Add(new Follow { TargetId = target, PersonId = person, Kind = kind, At = time });
    }
}
