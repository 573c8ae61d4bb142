using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;

namespace Weiguang.Tests.Support;

/// <summary>People to act in tests, and their browsers and programs.</summary>
public static class TestPeople
{
    /// <summary>那金村 in 那金镇, 洮南市.</summary>
    public const long Village = 220881103200;

    /// <summary>洮南市.</summary>
    public const long County = 220881000000;

    /// <summary>镇赉县, the next county.</summary>
    public const long NextCounty = 220821000000;

    private static int _serial;

    /// <summary>A phone nobody else in this run has.</summary>
    public static string NewPhone() => $"199{Interlocked.Increment(ref _serial):D8}";

    public static async Task<Guid> PersonAsync(this TestApp app, string name = "王秀英", long division = Village, string? phone = null)
    {
        using var scope = app.Scope();
        var person = Person.Register(Guid.CreateVersion7(), name, phone ?? NewPhone(), division, scope.Get<Vault>(), app.Clock.Now());
        scope.Db.Add(person);
        scope.Db.Add(new PhoneEntry { PhoneIndex = person.PhoneIndex, PersonId = person.Id });
        await scope.Db.SaveChangesAsync();
        return person.Id;
    }

    /// <summary>A person with a role over a division or a team.</summary>
    public static async Task<Guid> PersonWithAsync(this TestApp app, Role role, long division = County, Guid? teamId = null)
    {
        var id = await app.PersonAsync(role.ToString(), division);
        await app.GrantAsync(id, role, division, teamId);
        return id;
    }

    public static async Task GrantAsync(this TestApp app, Guid personId, Role role, long division, Guid? teamId = null)
    {
        using var scope = app.Scope();
        Assert.Equal(GrantAnswer.Done, (await scope.Get<RoleBook>().GrantAsync(personId, role, division, teamId)).Answer);
    }

    /// <summary>A volunteer ready to be dispatched.</summary>
    public static async Task<Guid> VolunteerAsync(
        this TestApp app, string name = "李强", long division = Village, string[]? skills = null, string[]? categories = null, int availability = AvailabilitySlots.Always)
    {
        var id = await app.PersonAsync(name, division);
        using var scope = app.Scope();
        var volunteer = Volunteer.Join(id, $"V{id:N}"[..18], division, app.Clock.Now());
        volunteer.Offer(categories ?? [], skills ?? [], ["4887"], availability);
        scope.Db.Add(volunteer);
        scope.Db.Add(RoleGrant.Grant(id, Role.Volunteer, division, null, Guid.Empty, app.Clock.Now()));
        await scope.Db.SaveChangesAsync();
        return id;
    }

    /// <summary>So many volunteers at once, in one transaction.</summary>
    public static async Task<List<Guid>> VolunteersAsync(this TestApp app, int count)
    {
        using var scope = app.Scope();
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids)
        {
            var person = Person.Register(id, "李强", NewPhone(), Village, scope.Get<Vault>(), app.Clock.Now());
            scope.Db.AddRange(person, new PhoneEntry { PhoneIndex = person.PhoneIndex, PersonId = id }, Volunteer.Join(id, $"V{id:N}"[..18], Village, app.Clock.Now()));
        }

        await scope.Db.SaveChangesAsync();
        return ids;
    }

    /// <summary>A program of this person, with a bearer token. Acts in their highest role unless told.</summary>
    public static async Task<HttpClient> ProgramOfAsync(this TestApp app, Guid personId, Role? acting = null)
    {
        var client = app.Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await app.TokenAsync(personId, SessionKind.Bearer, acting));
        return client;
    }

    /// <summary>A browser in which this person is signed in.</summary>
    public static async Task<HttpClient> BrowserOfAsync(this TestApp app, Guid personId, Role? acting = null)
    {
        var cookies = new CookieContainer();
        cookies.Add(TestApp.Address, new Cookie(SessionCookie.Name, await app.TokenAsync(personId, SessionKind.Cookie, acting)));
        var client = app.CreateDefaultClient(TestApp.Address, new KeptPromises(), new CookieContainerHandler(cookies));
        client.Timeout = KeptPromises.Patience;
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        client.DefaultRequestHeaders.Add("Origin", "http://localhost"); // As a page of ours would; a test of other senders takes it away.
        return client;
    }

    /// <summary>A bearer token to carry to another process.</summary>
    public static Task<string> TokenOfAsync(this TestApp app, Guid personId) => app.TokenAsync(personId, SessionKind.Bearer, null);

    /// <summary>The cookie header of a browser in which this person is signed in, to carry to another process.</summary>
    public static async Task<string> CookieOfAsync(this TestApp app, Guid personId, Role? acting = null) => $"{SessionCookie.Name}={await app.TokenAsync(personId, SessionKind.Cookie, acting)}";

    private static async Task<string> TokenAsync(this TestApp app, Guid personId, SessionKind kind, Role? acting)
    {
        using var scope = app.Scope();
        return (await scope.Get<SessionBook>().OpenAsync(personId, kind, "test", acting, CancellationToken.None)).Token;
    }
}
