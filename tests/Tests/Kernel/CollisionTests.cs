using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Desks;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Kernel;

/// <summary>What the database ended by a collision is done again as a whole: nobody is told of it, and nothing is done twice.</summary>
public class CollisionTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_request_is_answered_again_from_its_beginning_in_a_fresh_scope(string database)
    {
        var (contexts, bodies) = (new HashSet<int>(), new List<string>());
        await using var app = await TestApp.StartAsync(database, Probe.With(routes => routes.MapPost("/api/v1/probe", (Said said, AppDbContext db, HttpContext http) =>
        {
            contexts.Add(db.GetHashCode());
            bodies.Add(said.Words);
            http.Response.Headers.Append("X-Try", $"{contexts.Count}");
            return contexts.Count < 3 ? throw new DbUpdateException("", new Collision("40P01")) : Results.Ok();
        })));
        using var client = app.CreateClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/probe", new Said("一句话"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["一句话", "一句话", "一句话"], bodies);
        Assert.Equal("3", Assert.Single(answer.Headers.GetValues("X-Try")));
        Assert.NotEmpty(answer.Headers.GetValues("X-Content-Type-Options")); // What stood there before the first try.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_request_that_has_kept_something_is_not_begun_again(string database)
    {
        var tries = 0;
        await using var app = await TestApp.StartAsync(database, Probe.With(routes => routes.MapPost("/api/v1/probe", async (AppDbContext db) =>
        {
            tries++;
            db.Add(new NumberEntry { Number = $"V{tries}", PersonId = Guid.CreateVersion7() });
            await db.SaveChangesAsync();
            throw new Collision("40001");
        })));
        using var client = app.CreateClient();
        using var answer = await client.PostAsync("/api/v1/probe", null, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.InternalServerError, 1), (answer.StatusCode, tries));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_statement_of_its_own_is_kept_too(string database)
    {
        var tries = 0;
        await using var app = await TestApp.StartAsync(database, Probe.With(routes => routes.MapPost("/api/v1/probe", async (AppDbContext db) =>
        {
            tries++;
            await db.Set<NumberEntry>().ExecuteDeleteAsync();
            throw new Collision("40001");
        })));
        using (var scope = app.Scope())
        {
            scope.Db.Add(new NumberEntry { Number = "V1", PersonId = Guid.CreateVersion7() });
            await scope.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var client = app.CreateClient();
        using var kept = await client.PostAsync("/api/v1/probe", null, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.InternalServerError, 1), (kept.StatusCode, tries));
        using var nothing = await client.PostAsync("/api/v1/probe", null, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.InternalServerError, 1 + Collisions.Tries), (nothing.StatusCode, tries)); // No row was there to delete.
    }

    [Fact]
    public async Task What_a_desk_has_settled_is_not_asked_for_again()
    {
        var asked = 0;
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, services =>
        {
            services.AddDesk<Said, string>((_, all, _) =>
            {
                asked += all.Count;
                return Task.FromResult<IReadOnlyList<string>>([.. all.Select(a => a.Words)]);
            });
            Probe.With(routes => routes.MapPost("/api/v1/probe", async Task<string> (Desk<Said, string> desk) =>
            {
                await desk.AskAsync(new("到了"));
                throw new Collision("40P01");
            }))(services);
        });
        using var client = app.CreateClient();
        using var answer = await client.PostAsync("/api/v1/probe", null, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.InternalServerError, 1), (answer.StatusCode, asked));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_collides_every_time_is_an_error_in_the_end_and_other_errors_at_once(string database)
    {
        var tries = 0;
        await using var app = await TestApp.StartAsync(database, Probe.With(routes =>
        {
            routes.MapGet("/api/v1/probe/collides", string () => { tries++; throw new Collision("40P01"); });
            routes.MapGet("/api/v1/probe/fails", string () => { tries++; throw new Collision("23505"); });
        }));
        using var client = app.CreateClient();
        using var collided = await client.GetAsync("/api/v1/probe/collides", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.InternalServerError, Collisions.Tries), (collided.StatusCode, tries));
        using var failed = await client.GetAsync("/api/v1/probe/fails", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.InternalServerError, Collisions.Tries + 1), (failed.StatusCode, tries));
    }

    [Fact]
    public async Task A_batch_of_a_desk_that_collides_is_settled_again_together()
    {
        var batches = new List<int>();
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, services => services.AddDesk<Said, string>((_, asked, _) =>
        {
            batches.Add(asked.Count);
            return batches.Count == 1 ? throw new Collision("40P01") : Task.FromResult<IReadOnlyList<string>>([.. asked.Select(a => a.Words)]);
        }));

        Assert.Equal("到了", await app.Services.GetRequiredService<Desk<Said, string>>().AskAsync(new("到了"), TestContext.Current.CancellationToken));
        Assert.Equal([1, 1], batches);
    }

    private sealed record Said(string Words);

    private sealed class Collision(string state) : DbException
    {
        public override string SqlState => state;
    }
}
