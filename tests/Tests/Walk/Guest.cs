using System.Collections.Concurrent;
using AngleSharp.Html.Dom;
using Weiguang.Kernel.Http;
using Weiguang.People;

namespace Weiguang.Tests.Walk;

/// <summary>Everybody who came by, each with their first page seen: from then on their cookie stays, and they may look at several pages at once.</summary>
internal sealed class Guests(Stage stage)
{
    private readonly ConcurrentDictionary<(Guid?, Role), Lazy<Task<Guest>>> _all = new();

    public Task<Guest> At(Row row, Place place) => _all.GetOrAdd((row.PersonAt(place), place.Role ?? Role.Resident), who => new(async () =>
    {
        var guest = new Guest(stage, who.Item1, who.Item2);
        await guest.ArriveAsync();
        return guest;
    })).Value;
}

/// <summary>Somebody at a browser: one session, and the antiforgery cookie and token that go with it.</summary>
internal sealed class Guest(Stage stage, Guid? person, Role role)
{
    private const string TokenField = "__RequestVerificationToken";
    private string? _token;

    /// <summary>The antiforgery cookie.</summary>
    public string Cookie { get; private set; } = "";

    public Task ArriveAsync() => LookAsync(person is null ? "/sign-in" : "/me");

    /// <summary>The page, or null when it does not let them in.</summary>
    public async Task<IHtmlDocument?> LookAsync(string path)
    {
        using var request = Ask("GET", path);
        using var answer = await stage.Client.SendAsync(request);
        Keep(answer);
        if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return null;
        }

        var page = await answer.ReadPageAsync();
        _token = page.QuerySelector($"input[name={TokenField}]")?.GetAttribute("value") ?? _token;
        return page;
    }

    /// <summary>Sends a form as their own script would, whoever's page it was read from: what says whose page that was is left out.</summary>
    public async Task<HttpResponseMessage> SendAsync(PageForm form)
    {
        using var request = Ask("POST", form.Action);
        var fields = form.Fields.Where(f => f.Key != FormOwner.Field).Select(f => f.Key == TokenField ? KeyValuePair.Create(f.Key, _token ?? "") : f);
        request.Content = form.IsMultipart ? Html.Multipart(fields) : new FormUrlEncodedContent(fields);
        return await stage.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private HttpRequestMessage Ask(string method, string path)
    {
        var request = stage.Request(method, path, person, role);
        var own = request.Headers.TryGetValues("Cookie", out var cookies) ? cookies.Single() + "; " : "";
        request.Headers.Remove("Cookie");
        if (own.Length + Cookie.Length > 0)
        {
            request.Headers.Add("Cookie", own + Cookie);
        }

        return request;
    }

    private void Keep(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("Set-Cookie", out var set) && set.FirstOrDefault(c => c.Contains("ntiforgery", StringComparison.Ordinal)) is { } cookie)
        {
            Cookie = cookie.Split(';')[0];
        }
    }
}
