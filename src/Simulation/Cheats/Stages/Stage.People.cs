using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Words;
using Weiguang.Teams;
using Weiguang.Teams.Domain;

namespace Weiguang.Simulation.Cheats.Stages;

// Who lives here. People are registered by the domain's own verbs; everything they do afterwards comes in by HTTP.
internal sealed partial class Stage
{
    private readonly List<long> _villages = [];
    private readonly Phones _phones = new(0);
    private readonly Chance _luck;
    private int _place;
    private int _serial;
    private int _home;

    /// <summary>A village that nobody has played in yet, with its station.</summary>
    public async Task<Place> PlaceAsync()
    {
        var (number, code) = (_place, _villages[_place++]);
        var (lat, lon) = (Math.Round(45.1 + (number / 12 * 0.03), 6), Math.Round(122.4 + (number % 12 * 0.04), 6));
        var station = Station.Found(new(($"第{number + 1}文明实践站"), StationKind.Station, code, "村部", new GeoPoint(lat, lon), OpeningHours.Unknown, null, true), Now);
        await SaveAsync(_ => [station]);
        return new(code, lat, lon, station.Id, $"10.{200 + (number / 250)}.{number % 250}.1");
    }

    /// <summary>Volunteers of a village, each with a phone and a network of their own.</summary>
    public async Task<Somebody[]> VolunteersAsync(Place home, int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => Draw(home)).ToArray();
        await SaveAsync(vault => people.SelectMany(p => Rows(p, vault).Concat(Joins(p))));
        return people;
    }

    public async Task<Somebody> VolunteerAsync(Place home) => (await VolunteersAsync(home, 1))[0];

    /// <summary>Somebody who asks for help and gives none.</summary>
    public async Task<Somebody> ResidentAsync(Place home)
    {
        var person = Draw(home);
        await SaveAsync(vault => Rows(person, vault));
        return person;
    }

    /// <summary>Somebody in office; staff are volunteers too, as most are.</summary>
    /// <param name="by">Who gave them the office; null for the system.</param>
    public async Task<Somebody> StaffAsync(Place home, Role role, long? division = null, Somebody? by = null)
    {
        var person = await VolunteerAsync(home);
        await GrantAsync(person, role, division ?? home.Code, by: by);
        return person with { Acting = role };
    }

    public async Task<Crew> CrewAsync(Place home)
    {
        var (lead, deputy) = (await VolunteerAsync(home), await VolunteerAsync(home));
        var (team, first) = Team.Found($"第{++_serial}帮帮队", "STD8", home.Code, lead.Id, "邻里守望，谁家有事搭把手。", ["0001"], JoinMode.Open, Now);
        await SaveAsync(_ => [team, first, team.Admit(deputy.Id, TeamRole.Deputy, Now)]);
        await GrantAsync(lead, Role.TeamLeader, home.Code, team.Id);
        await GrantAsync(deputy, Role.TeamLeader, home.Code, team.Id);
        return new(team.Id, home, lead, deputy);
    }

    private Somebody Draw(Place home)
    {
        var number = VolunteerNumber.Make(County, Now, ++_serial);
        var device = Base64Url.EncodeToString(_luck.Id(Now).ToByteArray());
        return new(_luck.Id(Now), number, home) { Device = device, Network = $"10.{_home / 250}.{_home++ % 250}.7" };
    }

    private List<object> Rows(Somebody who, Vault vault)
    {
        var person = Person.Register(who.Id, NameBook.Of(_luck, _luck.Happens(0.6), _luck.Between(1945, 2004), isMongolian: false), _phones.Next(), who.Home.Code, vault, Now);
        return [person, new PhoneEntry { PhoneIndex = person.PhoneIndex, PersonId = person.Id }];
    }

    private IEnumerable<object> Joins(Somebody who)
    {
        var volunteer = Volunteer.Join(who.Id, who.Number, who.Home.Code, Now);
        volunteer.Offer(["0001"], [], ["4887"], AvailabilitySlots.Always);
        return [volunteer, new NumberEntry { Number = who.Number, PersonId = who.Id }, RoleGrant.Grant(who.Id, Role.Volunteer, who.Home.Code, null, Guid.Empty, Now)];
    }

    private Task<int> GrantAsync(Somebody who, Role role, long division, Guid? team = null, Somebody? by = null) => SaveAsync(_ => [RoleGrant.Grant(who.Id, role, division, team, by?.Id ?? Guid.Empty, Now)]);

    private Task<int> SaveAsync(Func<Vault, IEnumerable<object>> rows) => WithAsync(services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        db.AddRange(rows(services.GetRequiredService<Vault>()));
        return db.SaveChangesAsync(_ct);
    });
}
