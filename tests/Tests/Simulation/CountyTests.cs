using System.Net;
using System.Text.RegularExpressions;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Clocks;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Simulation;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Simulation;

public partial class CountyTests(Counties counties, ITestOutputHelper output) : IClassFixture<Counties>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_same_plan_at_the_same_moment_gives_the_same_county_row_by_row(string database)
    {
        await using var again = await Counties.MakeAsync(database, Counties.Plan, (share, time) => output.WriteLine($"{share:P0} after {time.TotalSeconds:0.00} s"));

        var (first, second) = (await Rows.ReadAsync(await counties.On(database)), await Rows.ReadAsync(again));

        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first.Keys, table => Assert.Equal(first[table], second[table]));
        string[] filled = ["people_person", "people_role", "regions_station", "orders_menu_item", "teams_member", "orders_event", "orders_offer", "messages_message", "ledger_entry", "activities_signup", "hours_stay", "hours_proof", "hours_record", "hours_record_event"];
        Assert.All(filled, table => Assert.True(first[table].Count > 100, table));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Another_seed_gives_other_people(string database)
    {
        await using var other = await Counties.MakeAsync(database, Counties.Plan with { Seed = 8 });

        var (first, second) = (await NamesAsync(await counties.On(database)), await NamesAsync(other));

        Assert.True(first.Zip(second).Count(pair => pair.First == pair.Second) < first.Count / 10);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Phones_lie_in_a_range_that_belongs_to_nobody_and_no_two_are_alike(string database)
    {
        using var scope = (await counties.On(database)).Scope();
        var vault = scope.Get<Vault>();
        var people = (await scope.Db.Set<Person>().Select(p => p.Phone).ToListAsync(Ct)).ConvertAll(p => vault.Open(Personal.Phone, p));
        var contacts = (await scope.Db.Set<Order>().Select(o => o.ContactPhone).ToListAsync(Ct)).Select(p => vault.Open(Personal.Phone, p));
        var stations = await scope.Db.Set<Station>().Select(s => s.Phone!).ToListAsync(Ct);

        Assert.All(people.Concat(contacts), phone => Assert.Matches(Unassigned(), phone));
        Assert.Equal(people.Count, people.Distinct().Count());
        Assert.All(stations, phone => Assert.StartsWith("0436-00", phone));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_address_on_every_card_opens(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var numbers = await scope.Db.Set<Volunteer>().Select(v => v.Number).ToListAsync(Ct);

        Assert.All(numbers, number => Assert.True(VolunteerNumber.IsValid(number), number));
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync($"/volunteers/{numbers[0]}", Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_village_has_its_station_and_every_station_stands_inside_the_county(string database)
    {
        using var scope = (await counties.On(database)).Scope();
        var (regions, boundaries) = (scope.Get<RegionDirectory>(), scope.Get<Boundaries>());
        var stations = await scope.Get<StationDirectory>().InAsync(Places.Taonan, Places.Taonan + 1_000_000, Ct);
        var villages = new List<long>();
        foreach (var township in await regions.ChildrenAsync(Places.Taonan, Ct))
        {
            villages.AddRange((await regions.ChildrenAsync(township.Code, Ct)).Select(v => v.Code));
        }

        Assert.Empty(villages.Except(stations.Where(s => s.TakesOrders).Select(s => s.DivisionCode)));
        var strays = stations.Where(s => boundaries.CountyAt(s.Position!.Value, 220000000000) != Places.Taonan).ToList();
        Assert.True(strays.Count <= stations.Count / 100, string.Join(", ", strays.Select(s => s.Name))); // A station may stand a step beyond a village at the border.
        Assert.All(stations, s => Assert.True(s.Hours.IsKnown, s.Name));
        Assert.True(stations.Select(s => s.Kind).Distinct().Count() >= 10);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Each_player_of_the_demo_lives_and_has_something_to_do(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var (players, orders, now) = (await DemoMark.ReadAsync(scope.Db, Ct), scope.Db.Set<Order>(), app.Clock.Now());

        Assert.Equal(Enum.GetValues<Role>(), players.Keys.Order());
        foreach (var (role, person) in players.Where(p => p.Key != Role.Resident))
        {
            Assert.Contains(await scope.Get<RoleBook>().HeldByAsync(person, Ct), held => held.Role == role);
        }

        var volunteer = players[Role.Volunteer];
        Assert.Contains(await orders.Where(o => o.AskerId == players[Role.Resident]).Select(o => o.Status).ToListAsync(Ct), s => s == OrderStatus.PendingReview);
        Assert.True(await scope.Db.Set<Offer>().CountAsync(o => o.VolunteerId == volunteer && o.State == OfferState.Open, Ct) >= 2);
        Assert.True(await orders.AnyAsync(o => o.VolunteerId == volunteer && o.Status == OrderStatus.Accepted && o.AgreedFrom <= now && o.AgreedTo > now, Ct));
        var desk = (await scope.Get<RoleBook>().HeldByAsync(players[Role.Station], Ct)).Single(r => r.Role == Role.Station).DivisionCode;
        Assert.Equal(5, DivisionCodes.Level(desk));
        Assert.True(await orders.CountAsync(o => o.DeskDivisionCode == desk && o.Status == OrderStatus.PendingReview, Ct) >= 3);
        Assert.True(await orders.AnyAsync(o => o.DeskDivisionCode == desk && o.DueAt < now, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_clocks_of_the_app_find_nothing_to_catch_up_on(string database)
    {
        using var scope = (await counties.On(database)).Scope();

        Assert.Equal(0, await scope.Get<OrderPatrol>().WalkAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_county_where_people_live_is_left_alone(string database)
    {
        using var scope = (await counties.On(database)).Scope();
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Get<County>().SimulateAsync(Counties.Plan, ct: Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Get<County>().SimulateAsync(Counties.Plan with { Division = 220881100000 }, ct: Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => scope.Get<County>().SimulateAsync(Counties.Plan with { Volunteers = 1 }, ct: Ct));
    }

    [Fact]
    public async Task A_second_county_leaves_the_demo_sign_in_with_the_people_of_the_first()
    {
        await using var app = await Counties.MakeAsync(TestDatabases.Sqlite, Counties.Plan with { Volunteers = SimulationPlan.FewestVolunteers, Days = SimulationPlan.FewestDays });
        using var scope = app.Scope();
        var players = await DemoMark.ReadAsync(scope.Db, Ct);
        await scope.Get<County>().SimulateAsync(new(Places.Zhenlai, SimulationPlan.FewestVolunteers, SimulationPlan.FewestDays, 1), ct: Ct);

        Assert.Equal(players, await DemoMark.ReadAsync(scope.Db, Ct));
    }

    private static async Task<List<string>> NamesAsync(TestApp app)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Person>().OrderBy(p => p.CreatedAt).Select(p => p.Name).ToListAsync(Ct);
    }

    [GeneratedRegex(@"^154\d{8}$")]
    private static partial Regex Unassigned();
}
