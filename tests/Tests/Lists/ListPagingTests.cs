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
        var names = await scope.Db.Set<Team>().Select(t => t.Name).Distinct().OrderBy(n => n).ToListAsync(Ct); // Each database has an order of its own for letters.
        var list = new FewAtOnce(scope.Get<ConsoleTeams>());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Asked().ToArbitrary(), asked => Holds(list, all, names, asked)));
    }

    /// <summary>Once such a page said that there is nothing, and had no way on; and what was left out counted all the same.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_page_of_which_nothing_is_left_is_passed_over_and_only_what_is_shown_counts(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await FoundAsync(app);
        using var scope = app.Scope();
        var inner = scope.Get<ConsoleTeams>();
        var last = await new FewAtOnce(inner).AllAsync(Of("").Request.Query, 1000, Ct).Skip(18).Select(t => t.Id).ToHashSetAsync(cancellationToken: Ct);
        var list = new FewAtOnce(inner) { Keeps = team => last.Contains(team.Id) };
        var (found, next, pages) = (new List<Guid>(), (string?)"", 0);
        for (; next is not null; pages++)
        {
            var page = await list.ReadAsync(Of($"?cursor={next}"));
            Assert.Equal(5, page.Total);
            Assert.NotEmpty(page.Rows);
            found.AddRange(page.Rows.Select(t => t.Id));
            next = page.Next;
        }

        Assert.Equal((5, 2), (found.Distinct().Count(), pages));
        Assert.Equal(5, await list.CountAsync(Of("").Request.Query, 1000, Ct));
        Assert.Equal(found, await list.AllAsync(Of("").Request.Query, 1000, Ct).Select(t => t.Id).ToListAsync(Ct));
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

    private static bool Holds(FewAtOnce list, List<Team> all, List<string> names, AskedFor asked) => Task.Run(async () =>
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
        Assert.Equal(asked.InOrder(found, names), found.Select(t => t.Id));
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

        /// <param name="names">In the order of the database.</param>
        public IEnumerable<Guid> InOrder(List<ConsoleTeamRow> rows, List<string> names) => (Sort switch
        {
            "place" => rows.OrderBy(t => t.DivisionCode),
            "-place" => rows.OrderByDescending(t => t.DivisionCode),
            "members" => rows.OrderByDescending(t => t.Members),
            "-members" => rows.OrderBy(t => t.Members),
            "-created" => rows.OrderBy(t => t.CreatedAt),
            "name" => rows.OrderBy(t => names.IndexOf(t.Name)),
            "-name" => rows.OrderByDescending(t => names.IndexOf(t.Name)),
            _ => rows.OrderByDescending(t => t.CreatedAt),
        }).Select(t => t.Id);
    }

    /// <summary>The console's list of teams, three on a page.</summary>
    private sealed class FewAtOnce(ConsoleTeams list) : IListing<Team, ConsoleTeamRow>
    {
        /// <summary>What is not left out.</summary>
        public Func<ConsoleTeamRow, bool>? Keeps { get; init; }

        public string Title => list.Title;

        public IReadOnlyList<ListColumn<ConsoleTeamRow>> Columns => list.Columns;

        public IReadOnlyList<ListFilter<Team>> Filters => list.Filters;

        public IReadOnlyList<ListOrder<Team>> Orders => list.Orders;

        public Expression<Func<Team, Guid>> Id => list.Id;

        public Expression<Func<Team, ConsoleTeamRow>> Row => list.Row;

        public int PageSize => 3;

        public int FilePageSize => 7;

        public Task<IQueryable<Team>> ScopeAsync(CancellationToken ct) => list.ScopeAsync(ct);

        public Task<IReadOnlyList<ConsoleTeamRow>> CompleteAsync(IReadOnlyList<ConsoleTeamRow> rows, ListQuery query, CancellationToken ct) => list.CompleteAsync([.. rows.Where(Keeps ?? (_ => true))], query, ct);

        public bool LeavesOut(ListQuery query) => Keeps is not null;
    }
}
