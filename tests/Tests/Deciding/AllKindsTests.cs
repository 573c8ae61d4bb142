using System.Net;
using Weiguang.Cases;
using Weiguang.People;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Deciding;

/// <summary>What the inbox says of who may decide is what the step answers, in every kind there is.</summary>
public class AllKindsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, string> Kinds => new(new TestDatabases().Select(row => row.Data), CaseMakers.All.Keys);

    [Fact]
    public async Task A_case_of_every_kind_is_made_here()
    {
        using var scope = (await apps.On(TestDatabases.Sqlite)).Scope();
        Assert.Equal(scope.Get<IEnumerable<CaseKind>>().Select(k => k.Code).Order(), CaseMakers.All.Keys.Select(k => k.Split(',')[0]).Distinct().Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whom_the_inbox_lets_decide_may_and_nobody_else(string database, string kind)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var made = await CaseMakers.All[kind](app);
        foreach (var (person, i) in made.Parts.Select((p, i) => (p, i)))
        {
            await app.GrantAsync(person, made.As.Role, made.As.Division);
            if (await made.LineAsync(person, made.As.Role) is { } own)
            {
                Assert.False(own.GetProperty("mayDecide").GetBoolean(), $"The inbox lets part {i} decide.");
                using var look = await (await app.BrowserOfAsync(person, made.As.Role)).GetAsync(own.GetProperty("href").GetString(), Ct);
                Assert.True(look.StatusCode == HttpStatusCode.OK, $"Part {i} may look no longer: {look.StatusCode}.");
            }

            Assert.False(await made.Decide(person, made.As.Role), $"The step lets part {i} decide.");
        }

        if (made.Arranged is { } arranged)
        {
            Assert.True((await made.LineAsync(arranged, Role.Station))!.Value.GetProperty("mayDecide").GetBoolean());
        }

        var outsider = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        var line = await made.LineAsync(outsider, Role.Coordinator);
        Assert.True(line?.GetProperty("mayDecide").GetBoolean());
        Assert.All(["title", "kindWords", "from"], said => Assert.NotEmpty(line!.Value.GetProperty(said).GetString()!));
        Assert.NotNull((await (await app.BrowserOfAsync(outsider)).GetPageAsync(line!.Value.GetProperty("href").GetString()!, Ct)).QuerySelector(".console main h1"));

        Assert.True(await made.Decide(outsider, Role.Coordinator));
        await GoneAsync(made, line.Value.GetProperty("sourceId").GetGuid());
    }

    /// <summary>Decided between the two looks of the inbox: left out, or told as it stands now, and never an error of the whole list.</summary>
    private static async Task GoneAsync(MadeCase made, Guid source)
    {
        using var scope = made.App.Scope();
        await scope.Get<IEnumerable<CaseKind>>().Single(k => k.Code == made.Kind).WordsAsync([new OpenCase { SourceId = source, Id = made.Id, DivisionCode = TestPeople.Village }], Ct);
    }
}
