using Weiguang.Cases;
using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Regions;

namespace Weiguang.Tests.Deciding;

/// <summary>Nobody appoints the one who judges their own matter.</summary>
public class AppointmentTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task Whoever_owes_their_office_to_a_hand_of_the_matter_does_not_decide_it(string database)
    {
        var app = await apps.On(database);
        var (hand, since) = (await app.PersonWithAsync(Role.Station, TestPeople.Village), app.Clock.Now());
        app.Clock.Advance(TimeSpan.FromDays(1));
        var (friend, further, old, other, both) = (await GivenAsync(app, hand), await app.PersonAsync(), await GivenAsync(app, hand, -32), await GivenAsync(app, Guid.Empty), await GivenAsync(app, hand));
        await GiveAsync(app, further, friend, 0);
        await GiveAsync(app, both, Guid.Empty, -400, TestPeople.County, Role.Coordinator);

        var may = new List<bool>();
        foreach (var person in (Guid[])[hand, friend, further, old, other, both])
        {
            using var scope = app.Scope();
            scope.Db.Viewer.Become(person, TestPeople.Village, TestPeople.Village + 1, permissions: new HashSet<string> { HoursPermissions.Decide });
            may.Add(await scope.Get<Referee>().MayDecideAsync(MatterOf(hand, since), Ct));
        }

        Assert.Equal([false, false, false, true, true, true], may);
        using var all = app.Scope();
        var asked = await all.Get<Deciders>().OfAsync(MatterOf(hand, since), Ct);
        Assert.DoesNotContain(asked, (Guid p) => p == hand || p == friend || p == further);
        Assert.Contains(old, asked);
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task Whoever_proposes_a_rule_does_not_appoint_who_agrees_to_it(string database)
    {
        var app = await apps.On(database);
        var (proposer, now) = (await app.PersonWithAsync(Role.Coordinator), app.Clock.Now());
        var (friend, colleague) = (await GivenAsync(app, proposer, 0, TestPeople.County, Role.Coordinator), await GivenAsync(app, Guid.Empty, 0, TestPeople.County, Role.Coordinator));

        foreach (var (person, may) in (ValueTuple<Guid, bool>[])[(friend, false), (colleague, true)])
        {
            using var scope = app.Scope();
            var (from, to) = DivisionCodes.Range(TestPeople.County);
            scope.Db.Viewer.Become(person, from, to);
            Assert.Equal(may, await scope.Get<RuleChanges>().MayDecideAsync(TestPeople.Village, proposer, now, Ct));
        }
    }

    private static Matter MatterOf(Guid hand, DateTime since) => new(HoursPermissions.Decide, TestPeople.Village, null, [hand]) { Since = since };

    private static async Task<Guid> GivenAsync(TestApp app, Guid by, int days = 0, long division = TestPeople.Village, Role role = Role.Station)
    {
        var person = await app.PersonAsync();
        await GiveAsync(app, person, by, days, division, role);
        return person;
    }

    private static async Task GiveAsync(TestApp app, Guid person, Guid by, int days, long division = TestPeople.Village, Role role = Role.Station)
    {
        using var scope = app.Scope();
        scope.Db.Add(RoleGrant.Grant(person, role, division, null, by, app.Clock.Now().AddDays(days)));
        await scope.Db.SaveChangesAsync(Ct);
    }
}
