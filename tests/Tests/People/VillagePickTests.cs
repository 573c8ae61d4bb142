using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Tests.People;

public class VillagePickTests
{
    private const long OwnNewVillage = 220881103204;
    private const long OtherNewVillage = 220821100208;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_places_with_one_name_those_of_the_own_county_come_first()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.ImportVillagesAsync();
        using var scope = app.Scope();
        var regions = scope.Get<RegionDirectory>();

        Assert.Equal([OwnNewVillage, OtherNewVillage], (await VillagePick.ReadAsync(regions, "新立村", null, Ct, TestPeople.Village)).Candidates.Select(r => r.Code));
        Assert.Equal([OtherNewVillage, OwnNewVillage], (await VillagePick.ReadAsync(regions, "新立村", null, Ct, TestPeople.NextCounty)).Candidates.Select(r => r.Code));
    }

    [Theory]
    [InlineData(null, OwnNewVillage, true)]
    [InlineData("新立村", OwnNewVillage, true)]
    [InlineData("那金村", TestPeople.Village, false)]
    [InlineData("", 0L, false)]
    public async Task What_was_chosen_before_stands_only_as_long_as_its_name_does(string? text, long chosen, bool ticked)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.ImportVillagesAsync();
        using var scope = app.Scope();

        var pick = await VillagePick.ReadAsync(scope.Get<RegionDirectory>(), text, OwnNewVillage, Ct);

        Assert.Equal(chosen, pick.Chosen?.Code ?? 0);
        Assert.True(ticked == (pick.Chosen?.Code == OwnNewVillage));
    }
}
