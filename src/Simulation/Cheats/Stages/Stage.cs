using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;
using Weiguang.Regions;

namespace Weiguang.Simulation.Cheats.Stages;

/// <summary>The county in which everything is played: its villages, its people and how they reach the product.</summary>
internal sealed partial class Stage : IDisposable
{
    public const long County = 220881000000;
    public const long NextCounty = 220821000000;

    private static readonly TimeSpan SessionLife = TimeSpan.FromHours(6);

    private readonly CheatSite _site;
    private readonly HttpClient _http;
    private readonly CancellationToken _ct;
    private readonly Rounds _rounds;
    private readonly Dictionary<(Guid, Role?), (string Token, DateTime At)> _sessions = [];

    public Stage(CheatSite site, CheatPlan plan, CancellationToken ct)
    {
        (_site, _ct, _rounds) = (site, ct, new Rounds(site, ct));
        _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.Address };
        Chance = Chance.Of(new SimulationPlan(County, 0, 0, plan.Seed));
        _luck = Chance.Branch("people");
        Timeline = new(() => Now, _rounds.GoAsync);
        Start = Now;
    }

    public DateTime Start { get; }

    public Chance Chance { get; }

    public Timeline Timeline { get; }

    public DateTime Now => _site.Clock.Now();

    public CancellationToken Ct => _ct;

    /// <summary>A moment by the clock in China, so many days after the first.</summary>
    public DateTime At(int day, int hour, int minute = 0) => Start.ToShanghai().Date.AddDays(day).AddHours(hour).AddMinutes(minute).FromShanghai();

    /// <summary>Lets all patrols walk now.</summary>
    public Task WalkAsync() => _rounds.WalkAsync();

    public async Task ImportAsync()
    {
        string[] kept = ["220000000000", "220800000000", $"{County / 1_000_000}", $"{NextCounty / 1_000_000}"];
        using var all = new StreamReader(Weiguang.Regions.Divisions.DivisionFile.BuiltIn());
        var heading = await all.ReadLineAsync(_ct);
        var lines = (await all.ReadToEndAsync(_ct)).Split('\n').Where(line => kept.Any(code => line.StartsWith(code, StringComparison.Ordinal))).ToList();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, string.Join('\n', lines.Prepend(heading)), _ct);
        await WithAsync(services => services.GetRequiredService<DivisionImport>().RunAsync(file, ct: _ct));
        File.Delete(file);
        _villages.AddRange(lines.Select(l => long.Parse(l.Split('\t')[0])).Where(code => code / 1_000_000 == County / 1_000_000 && code % 1000 != 0));
    }

    /// <summary>Work of the operator: every row is seen.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _site.Services.GetRequiredService<IServiceScopeFactory>().SystemScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read) => WithAsync(services => read(services.GetRequiredService<AppDbContext>()));

    public async Task<Said> SendAsync(Somebody? who, HttpMethod method, string path, object? body = null, string? host = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (who is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(who));
            request.Headers.Add("Cookie", $"wg-device={who.Device}");
        }

        request.Headers.Add("X-Forwarded-For", who?.Network ?? "10.255.0.1");
        if (host is not null)
        {
            request.Headers.TryAddWithoutValidation("Host", host);
        }

        request.Content = body as HttpContent ?? (method == HttpMethod.Get ? null : new StringContent(JsonSerializer.Serialize(body ?? new { }), Encoding.UTF8, "application/json"));
        using var answer = await _http.SendAsync(request, _ct);
        var text = await answer.Content.ReadAsStringAsync(_ct);
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new((int)answer.StatusCode, isJson ? JsonSerializer.Deserialize<JsonElement>(text) : JsonSerializer.SerializeToElement(text));
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> TokenAsync(Somebody who)
    {
        if (_sessions.TryGetValue((who.Id, who.Acting), out var known) && Now - known.At < SessionLife)
        {
            return known.Token;
        }

        var opened = await WithAsync(services => services.GetRequiredService<SessionBook>().OpenAsync(who.Id, SessionKind.Bearer, "cheats", who.Acting, _ct));
        _sessions[(who.Id, who.Acting)] = (opened.Token, Now);
        return opened.Token;
    }
}
