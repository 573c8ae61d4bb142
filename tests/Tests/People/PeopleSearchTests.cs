using Weiguang.People;

namespace Weiguang.Tests.People;

/// <summary>Names and numbers are sealed and found by what is kept of them: what cannot be looked for is told, not answered with nobody.</summary>
public sealed class PeopleSearchTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_cannot_be_looked_for_is_told(string database)
    {
        var app = await apps.On(database);
        await app.PersonAsync("王小明", phone: "19955550000");
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));

        Assert.Contains("姓名至少要写两个字才能找", await ToldAsync("王"), StringComparison.Ordinal);
        Assert.Contains("手机号要写完整的 11 位", await ToldAsync("1995555"), StringComparison.Ordinal);
        Assert.Contains("手机号要写完整的 11 位", await ToldAsync("１"), StringComparison.Ordinal);
        Assert.Contains("这里没有这样的人", await ToldAsync("查无此人"), StringComparison.Ordinal);
        Assert.Contains("这里没有这样的人", await ToldAsync("19955559999"), StringComparison.Ordinal);
        Assert.Contains("王小明", await ToldAsync("小明"), StringComparison.Ordinal);

        async Task<string> ToldAsync(string text) => (await staff.GetPageAsync($"/console/people?q={Uri.EscapeDataString(text)}", Ct)).QuerySelector("main")!.TextContent;
    }
}
