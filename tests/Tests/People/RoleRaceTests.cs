using System.Net;
using Weiguang.Kernel.Access;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

/// <summary>Whoever gives and takes roles is looked at once more under the lock: what was taken from them meanwhile is not theirs to use.</summary>
public sealed class RoleRaceTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_two_admins_who_take_each_others_role_at_once_one_stays(string database)
    {
        var app = await apps.On(database);
        for (var round = 0; round < 8; round++)
        {
            var (one, other) = (await app.PersonWithAsync(Role.Admin, 0), await app.PersonWithAsync(Role.Admin, 0));
            var (first, second) = (await OpenAsync(app, one, other), await OpenAsync(app, other, one));

            var answers = await Task.WhenAll(first(), second());

            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
            Assert.Single((await HeldAsync(app, one)).Concat(await HeldAsync(app, other)));
        }
    }

    /// <summary>Each takes the next one's: whoever is last to take still holds theirs, because nobody takes their own.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_a_ring_of_admins_who_take_each_others_role_somebody_stays(string database)
    {
        var app = await apps.On(database);
        List<Guid> ring = [];
        for (var i = 0; i < 5; i++)
        {
            ring.Add(await app.PersonWithAsync(Role.Admin, 0));
        }

        List<Func<Task<HttpResponseMessage>>> taking = [];
        for (var i = 0; i < ring.Count; i++)
        {
            taking.Add(await OpenAsync(app, ring[i], ring[(i + 1) % ring.Count]));
        }

        await Task.WhenAll(taking.Select(take => take()));

        var left = await Task.WhenAll(ring.Select(person => HeldAsync(app, person)));
        Assert.Contains(left, held => held.Count > 0);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whose_role_is_being_taken_gives_none_by_it(string database)
    {
        var app = await apps.On(database);
        var (admin, neighbour) = (await app.PersonWithAsync(Role.Admin, 0), await app.PersonAsync());
        var browser = await app.BrowserOfAsync(admin);
        var page = await browser.GetPageAsync($"/console/people/{neighbour}", Ct);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("form:has([name=_handler][value='grant'])")!;

        await using var taken = await TakingAsync(app, admin);
        var give = browser.SubmitAsync($"/console/people/{neighbour}", form, new { Role = "admin", Division = $"{TestPeople.County}" }, Ct);
        await app.UntilItWaitsAsync(give);
        await taken.CommitAsync();

        using var refused = await give;
        await RefusedAsync(refused);
        Assert.Empty(await HeldAsync(app, neighbour));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whose_role_is_being_taken_says_no_more_what_roles_may_do(string database)
    {
        var app = await apps.On(database);
        var admin = await app.PersonWithAsync(Role.Admin, 0);
        var browser = await app.BrowserOfAsync(admin);
        const string Address = "/console/permissions?open=teams.appoint";
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await browser.GetPageAsync(Address, Ct)).QuerySelector("form#change")!;

        await using var taken = await TakingAsync(app, admin);
        var change = browser.SubmitAsync(Address, form, new { Roles = new[] { "admin" } }, Ct);
        await app.UntilItWaitsAsync(change);
        await taken.CommitAsync();

        using var refused = await change;
        await RefusedAsync(refused);
        using var scope = app.Scope();
        Assert.Equal(3, (await scope.Get<RolePermissions>().ReadAsync(Ct)).HoldersOf("teams.appoint").Count);
    }

    /// <summary>By the page, or at the door where the one writer of SQLite let the request wait before it.</summary>
    private static async Task RefusedAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden, $"{answer.StatusCode}");
        Assert.True(answer.StatusCode == HttpStatusCode.Forbidden || (await answer.Content.ReadAsStringAsync(Ct)).Contains("您自己的身份刚才变了", StringComparison.Ordinal));
    }

    private static async Task<Func<Task<HttpResponseMessage>>> OpenAsync(TestApp app, Guid by, Guid whose)
    {
        var (browser, address) = (await app.BrowserOfAsync(by), $"/console/people/{whose}");
        var grant = (await HeldAsync(app, whose)).Single().GrantId;
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await browser.GetPageAsync(address, Ct)).QuerySelector($"form:has([name=_handler][value='{grant}'])")!;
        return () => browser.SubmitAsync(address, form, ct: Ct);
    }

    /// <summary>A transaction that has taken somebody's role and is not over yet.</summary>
    private static async Task<Taking> TakingAsync(TestApp app, Guid person)
    {
        var scope = app.Scope();
        var work = await scope.Db.BeginWorkAsync(Ct);
        Assert.Equal(GrantAnswer.Done, (await scope.Get<RoleBook>().RevokeAsync(person, Role.Admin, 0, ct: Ct)).Answer);
        return new(scope, work);
    }

    private static async Task<IReadOnlyList<HeldRole>> HeldAsync(TestApp app, Guid person)
    {
        using var scope = app.Scope();
        return await scope.Get<RoleBook>().HeldByAsync(person, Ct);
    }

    private sealed class Taking(TestScope scope, Work work) : IAsyncDisposable
    {
        public Task CommitAsync() => work.CommitAsync(Ct);

        public async ValueTask DisposeAsync()
        {
            await work.DisposeAsync();
            scope.Dispose();
        }
    }
}
