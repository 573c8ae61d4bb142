using System.Linq.Expressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Teams.Console;
using Weiguang.Teams.Domain;

namespace Weiguang.Tests.Lists;

/// <summary>A list as its address asks for it, page after page, against the same told in memory.</summary>
public class ListPagingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task However_a_list_is_filtered_and_ordered_its_pages_hold_each_row_once_and_in_the_order_of_its_file(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await FoundAsync(app);
        using var scope = app.Scope();
        var all = await scope.Db.Set<Team>().AsNoTracking().ToListAsync(Ct);
        var list = new FewAtOnce(scope.Get<ConsoleTeams>());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Asked().ToArbitrary(), asked => Holds(list, all, asked)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_file_ends_where_it_is_full_and_a_place_of_another_order_is_none(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await FoundAsync(app);
        using var scope = app.Scope();
        var list = new FewAtOnce(scope.Get<ConsoleTeams>());
        var query = Of("?sort=name").Request.Query;

        Assert.Equal(7, await list.AllAsync(query, 7, Ct).CountAsync(Ct));
        Assert.Equal(8, await list.CountAsync(query, 7, Ct));
        var next = (await list.ReadAsync(Of("?sort=name"))).Next;
        await Assert.ThrowsAsync<Weiguang.Kernel.Http.BadInputException>(() => list.ReadAsync(Of($"?sort=members&cursor={next}")));
        await Assert.ThrowsAsync<Weiguang.Kernel.Http.BadInputException>(() => list.ReadAsync(Of("?sort=name&cursor=WyJuYW1lIiwiXHVkODAwIl0")));
    }

    private static Gen<AskedFor> Asked() =>
        from kind in Gen.Elements("", "", "STD8", "P08", "boiled")
        from state in Gen.Elements("", "", "active", "paused", "Active", "7")
        from text in Gen.Elements("", "", "队", "银龄", "没有的")
        from sort in Gen.Elements("", "name", "-name", "created", "-created", "place", "-place", "members", "-members", "--name", "-", "king")
        select new AskedFor(kind, state, text, sort);

    private static bool Holds(FewAtOnce list, List<Team> all, AskedFor asked) => Task.Run(async () =>
    {
        var due = all.Where(asked.Takes).Select(t => t.Id).ToHashSet();
        var (found, next) = (new List<ConsoleTeamRow>(), (string?)"");
        while (next is not null)
        {
            var page = await list.ReadAsync(Of($"{asked.Address}&cursor={next}"));
            Assert.Equal(due.Count, page.Total);
            Assert.InRange(page.Rows.Count, Math.Min(1, due.Count), list.PageSize);
            found.AddRange(page.Rows);
            next = page.Next;
        }

        var file = await list.AllAsync(Of(asked.Address).Request.Query, 1000, CancellationToken.None).ToListAsync();
        Assert.Equal(file, found);
        Assert.Equal(due.Count, found.Count);
        Assert.Equal(due, found.Select(t => t.Id).ToHashSet());
        Assert.Equal(asked.InOrder(found), found.Select(t => t.Id));
        return true;
    }).GetAwaiter().GetResult();

    private static DefaultHttpContext Of(string address)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new(address);
        return http;
    }

    private static async Task FoundAsync(TestApp app)
    {
        using var scope = app.Scope();
        for (var i = 0; i < 23; i++)
        {
            var (team, _) = Team.Found(i % 3 == 0 ? "银龄队" : $"第{i % 5}队", i % 2 == 0 ? "STD8" : "P08", TestPeople.Village + i % 4, Guid.CreateVersion7(), "", [], JoinMode.Open, app.Clock.GetUtcNow().UtcDateTime.AddDays(i % 6));
            if (i % 4 == 1)
            {
                team.Pause();
            }

            scope.Db.Add(team);
        }

        await scope.Db.SaveChangesAsync(Ct);
        foreach (var id in await scope.Db.Set<Team>().OrderBy(t => t.Id).Select(t => t.Id).Take(9).ToListAsync(Ct))
        {
            await scope.Db.Set<Team>().Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Members, 5), Ct);
        }
    }

    /// <summary>What an address says, mistyped or not.</summary>
    private sealed record AskedFor(string Kind, string State, string Text, string Sort)
    {
        public string Address => $"?kind={Kind}&state={State}&q={Uri.EscapeDataString(Text)}&sort={Sort}";

        public bool Takes(Team team) => (Kind is "" or "boiled" || team.Kind == Kind) && (State is not ("active" or "paused") || team.State == (State == "active" ? TeamState.Active : TeamState.Paused))
            && team.Name.Contains(Text, StringComparison.Ordinal);

        /// <summary>Told in memory as far as both databases and the program agree what comes first: they do not about names.</summary>
        public IEnumerable<Guid> InOrder(List<ConsoleTeamRow> rows) => (Sort switch
        {
            "place" => rows.OrderBy(t => t.DivisionCode),
            "-place" => rows.OrderByDescending(t => t.DivisionCode),
            "members" => rows.OrderByDescending(t => t.Members),
            "-members" => rows.OrderBy(t => t.Members),
            "-created" => rows.OrderBy(t => t.CreatedAt),
            "name" or "-name" => (IEnumerable<ConsoleTeamRow>)rows,
            _ => rows.OrderByDescending(t => t.CreatedAt),
        }).Select(t => t.Id);
    }

    /// <summary>The console's list of teams, three on a page.</summary>
    private sealed class FewAtOnce(ConsoleTeams list) : IListing<Team, ConsoleTeamRow>
    {
        public string Title => list.Title;

        public IReadOnlyList<ListColumn<ConsoleTeamRow>> Columns => list.Columns;

        public IReadOnlyList<ListFilter<Team>> Filters => list.Filters;

        public IReadOnlyList<ListOrder<Team>> Orders => list.Orders;

        public Expression<Func<Team, Guid>> Id => list.Id;

        public Expression<Func<Team, ConsoleTeamRow>> Row => list.Row;

        public int PageSize => 3;

        public Task<IQueryable<Team>> ScopeAsync(CancellationToken ct) => list.ScopeAsync(ct);

        public Task<IReadOnlyList<ConsoleTeamRow>> CompleteAsync(IReadOnlyList<ConsoleTeamRow> rows, ListQuery query, CancellationToken ct) => list.CompleteAsync(rows, query, ct);
    }
}
