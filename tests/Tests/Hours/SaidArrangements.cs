using System.Net;
using System.Net.Http.Json;
using Weiguang.Hours.Domain;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours;

/// <summary>What minutes need that people say and nothing measured.</summary>
internal static class SaidArrangements
{
    private static int _seed = 700_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A picture for what is going to be said of a record.</summary>
    public static async Task<HttpStatusCode> BringPictureAsync(this HttpClient organiser, Guid source, Guid record, byte[]? picture = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(picture ?? Pictures.Scene(Interlocked.Increment(ref _seed))), "photos", "a.png" } };
        using var answer = await organiser.PostAsync($"/api/v1/hours/{source}/records/{record}/photos", form, Ct);
        return answer.StatusCode;
    }

    /// <summary>The volunteer says that the minutes which the organiser adds are right.</summary>
    public static async Task AgreeAsync(this TestApp app, Guid source, Guid correction)
    {
        Guid volunteer;
        using (var scope = app.Scope())
        {
            volunteer = (await scope.Db.Set<Correction>().SingleAsync(c => c.SourceId == source && c.Id == correction, Ct)).VolunteerId;
        }

        using var answer = await (await app.ProgramOfAsync(volunteer)).PostAsJsonAsync($"/api/v1/hours/{source}/corrections/{correction}/agreement", new { agreed = true }, Ct);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>Publicity is over, even across a holiday.</summary>
    public static async Task PublishAsync(this TestApp app)
    {
        app.Clock.Advance(TimeSpan.FromDays(12));
        await Presences.WalkAsync(app);
    }
}
