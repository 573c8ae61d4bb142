using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;

namespace Weiguang.People.SignIn;

/// <summary>Lets people in who have proved who they are.</summary>
internal sealed class Door(AppDbContext db, Vault vault, SessionBook sessions, TimeProvider clock)
{
    /// <summary>Who has this phone; null when nobody.</summary>
    public async Task<Guid?> WhoHasAsync(string phone, CancellationToken ct)
    {
        var index = vault.Index(Personal.Phone, phone);
        return (await db.Set<PhoneEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.PhoneIndex == index, ct))?.PersonId;
    }

    /// <summary>Makes a new person. When the same phone was registered a moment ago, that person is the answer: one phone, one person.</summary>
    public async Task<Guid> RegisterAsync(string phone, string name, long divisionCode, CancellationToken ct)
    {
        var person = Person.Register(Guid.CreateVersion7(), name, phone, divisionCode, vault, clock.Now());
        db.Add(person);
        db.Add(new PhoneEntry { PhoneIndex = person.PhoneIndex, PersonId = person.Id });
        try
        {
            await db.SaveChangesAsync(ct);
            return person.Id;
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear();
            return (await WhoHasAsync(phone, ct))!.Value;
        }
    }

    /// <summary>Signs a browser in: cookie, and the looks that the account remembers.</summary>
    public async Task EnterAsync(HttpContext http, Guid personId, Role? acting, CancellationToken ct)
    {
        if (http.Request.Cookies[SessionCookie.Name] is { Length: > 0 } old)
        {
            await sessions.RevokeAsync(SessionBook.IdOf(old), ct);
        }

        SessionCookie.Give(http, await OpenAsync(http, personId, SessionKind.Cookie, acting, ct));
        await RecallLooksAsync(http, personId, ct);
    }

    /// <summary>Opens a session for a program.</summary>
    public Task<OpenedSession> HandTokenAsync(HttpContext http, Guid personId, Role? acting, CancellationToken ct) =>
        OpenAsync(http, personId, SessionKind.Bearer, acting, ct);

    private async Task<OpenedSession> OpenAsync(HttpContext http, Guid personId, SessionKind kind, Role? acting, CancellationToken ct)
    {
        var now = clock.Now();
        await db.Set<Person>().IgnoreQueryFilters().Where(p => p.Id == personId && p.ConfirmedAt == null)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.ConfirmedAt, now), ct);
        return await sessions.OpenAsync(personId, kind, Device.Name(http.Request.Headers.UserAgent), acting, ct);
    }

    // Who turned on large type before signing in still needs it afterwards.
    private async Task RecallLooksAsync(HttpContext http, Guid personId, CancellationToken ct)
    {
        var kept = await db.Set<Person>().IgnoreQueryFilters().AsNoTracking().Where(p => p.Id == personId)
            .Select(p => new { p.ElderMode, p.Theme, p.Language }).SingleAsync(ct);
        var here = Preferences.Of(http);
        new Preferences(kept.ElderMode || here.Elder, kept.Theme ?? here.Theme, kept.Language ?? here.Language).Write(http);
    }
}
