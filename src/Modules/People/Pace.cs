using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.People.Throttling;

namespace Weiguang.People;

/// <summary>Something by which one person makes others work, and how often one may do it. Section <c>Pace</c> of the configuration can say otherwise.</summary>
/// <param name="Name">Stable, such as <c>orders.place</c>.</param>
public sealed record Verb(string Name, int PerHour, int PerDay);

/// <summary>
/// The one throttle of the house: each person may do each verb only so often, over all nodes. What came to nothing is given back, so mistakes in a
/// form cost nothing; unless pictures were decoded for nothing, which costs everybody. An endpoint says <c>.Paced(verb)</c>, a page calls <see cref="GuardAsync(Verb, FieldErrors, Func{Task})"/> around its handler.
/// </summary>
public sealed class Pace
{
    private readonly Viewer _viewer;
    private readonly Vault _vault;
    private readonly Throttle _throttle;
    private readonly PaceSettings _settings;
    private readonly Lazy<PhotoIntake> _photos;
    private readonly Lazy<AppDbContext> _db;
    private readonly IStringLocalizer _phrases;

    internal Pace(Viewer viewer, Vault vault, Throttle throttle, PaceSettings settings, Lazy<PhotoIntake> photos, Lazy<AppDbContext> db, IStringLocalizer phrases) =>
        (_viewer, _vault, _throttle, _settings, _photos, _db, _phrases) = (viewer, vault, throttle, settings, photos, db, phrases);

    /// <returns>Null when the viewer may (and it is counted); otherwise how long to wait.</returns>
    public Task<TimeSpan?> TakeAsync(Verb verb) =>
        _throttle.TakeAsync(KeyOf(verb), _settings.LimitsOf(verb, _viewer.IsStaff));

    /// <summary>It came to nothing and shall not count.</summary>
    public Task GiveBackAsync(Verb verb) => _throttle.GiveBackAsync(KeyOf(verb));

    /// <summary>Runs a page's handler unless it is too soon: then a sentence stands above the form, which keeps all that was written.</summary>
    public Task GuardAsync(Verb verb, FieldErrors errors, Func<Task> act) =>
        GuardAsync(verb, sentence => errors.Add("", sentence), async () =>
        {
            await act();
            return !errors.Any;
        });

    /// <param name="tooSoon">Is handed the sentence to show.</param>
    /// <param name="act">False when it came to nothing.</param>
    public async Task GuardAsync(Verb verb, Action<string> tooSoon, Func<Task<bool>> act)
    {
        if (await TakeAsync(verb) is { } wait)
        {
            var (phrase, number) = Words(wait);
            tooSoon(_phrases[phrase, number]);
        }
        else
        {
            // Pictures that were fine are held: the next try need not decode them again.
            await CountAsync(verb, act, isDone: done => done, costs: photos => photos.HasWasted);
        }
    }

    /// <summary>Gives back what came to nothing. What has been kept counts, also for whoever hung up before they were told.</summary>
    internal async Task<T> CountAsync<T>(Verb verb, Func<Task<T>> act, Func<T, bool> isDone, Func<PhotoIntake, bool> costs)
    {
        var (kept, isBack) = (Keeping.Watch(), true);
        try
        {
            var result = await act();
            isBack = !isDone(result);
            return result;
        }
        catch
        {
            isBack = !kept.Value && !_db.Value.HasKept;
            throw;
        }
        finally
        {
            if (isBack && !costs(_photos.Value))
            {
                await GiveBackAsync(verb);
            }
        }
    }

    internal static (string Phrase, int Number) Words(TimeSpan wait) => wait switch
    {
        { TotalMinutes: <= 90 } => (Phrase.Of("一下子太多了，别人忙不过来。请等 {0} 分钟再试。先别关这一页，写的都还在。"), Up(wait.TotalMinutes)),
        _ => (Phrase.Of("今天已经很多了，别人忙不过来。请等 {0} 小时再试。先别关这一页，写的都还在。"), Up(wait.TotalHours)),
    };

    private static int Up(double number) => Math.Max(1, (int)Math.Ceiling(number));

    private string KeyOf(Verb verb) => _vault.Index(Personal.Note, $"pace:{verb.Name}:{_viewer.PersonId:N}");
}

public static class PacedEndpoints
{
    /// <summary>Makes the limits of all verbs of a class known settings, so that a mistyped one is refused.</summary>
    public static IServiceCollection KnowVerbs(this IServiceCollection services, Type verbs) => services.KnowSettings(
        [.. verbs.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Verb>().SelectMany(v => (string[])[$"Pace:{v.Name}:PerHour", $"Pace:{v.Name}:PerDay"])]);

    /// <summary>Answers 429 with Retry-After when the caller does this verb too often; what fails is given back, unless pictures were decoded for it.</summary>
    public static TBuilder Paced<TBuilder>(this TBuilder endpoint, Verb verb) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var pace = http.RequestServices.GetRequiredService<Pace>();
            if (await pace.TakeAsync(verb) is { } wait)
            {
                return TooSoon(http, wait);
            }

            return await pace.CountAsync(verb, async () => await next(context), isDone: result => !(StatusOf(result) >= 400), costs: photos => photos.HasDeveloped);
        }).WithMetadata(verb);

    private static Problem TooSoon(HttpContext http, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var (phrase, number) = Pace.Words(wait);
        http.Response.Headers.RetryAfter = $"{seconds}";
        return new Problem(429, "too-many-requests", phrase, number) { Facts = { ["retryAfter"] = seconds } };
    }

    private static int? StatusOf(object? result) => result switch
    {
        INestedHttpResult { Result: var inner } => StatusOf(inner),
        IStatusCodeHttpResult answer => answer.StatusCode,
        _ => null,
    };
}
