using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Hours;
using Weiguang.Hours.Faces;
using Weiguang.Kernel.Security;
using Weiguang.People.Domain;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours.Faces;

/// <summary>Invented faces, and people with phones who show them.</summary>
internal static class Specimen
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A face as numbers, and one so far from it.</summary>
    public static float[] Face(int whose, double apart = 0)
    {
        float[] face = [.. Enumerable.Range(0, FaceRules.Length).Select(i => (float)(0.12 * Math.Sin((i * 1.7) + (whose * 2.1))))];
        face[7] += (float)apart;
        return face;
    }

    public static Task UseFacesAsync(this TestApp app) => app.HoldRuleAsync("face", new { on = 1, hundredths = 50, months = 12 });

    public static async Task<Guid> AdultAsync(this TestApp app, string born = "1990-03-07", string name = "李强")
    {
        var id = await app.VolunteerAsync(name);
        using var scope = app.Scope();
        (await scope.Db.Set<Volunteer>().SingleAsync(v => v.PersonId == id, Ct)).Identify(Sealed.Nothing, scope.Get<Vault>().Seal(Personal.BirthDate, born));
        await scope.Db.SaveChangesAsync(Ct);
        return id;
    }

    /// <summary>Agreed and enrolled, today.</summary>
    public static async Task EnrolAsync(this TestApp app, Guid person, int whose = 1)
    {
        var program = await app.ProgramOfAsync(person);
        Assert.Equal("", await program.SayAsync(HttpMethod.Post, "/api/v1/me/face/consent", new { version = FaceConsent.Version }));
        Assert.Equal("", await program.SayAsync(HttpMethod.Put, "/api/v1/me/face", await program.ShownAsync(Face(whose))));
    }

    /// <summary>Movements as they are asked for, made.</summary>
    public static async Task<object> ShownAsync(this HttpClient program, float[] numbers)
    {
        var (challengeId, moves) = await program.AskedAsync();
        return new { challengeId, moves, numbers };
    }

    public static async Task<(Guid Id, string[] Moves)> AskedAsync(this HttpClient program)
    {
        using var answer = await program.PostAsJsonAsync("/api/v1/me/face/challenges", new { }, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var asked = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return (asked.GetProperty("id").GetGuid(), [.. asked.GetProperty("moves").EnumerateArray().Select(m => m.GetString()!)]);
    }

    /// <summary>Empty when it was done, else the name of the problem or of the field.</summary>
    public static async Task<string> SayAsync(this HttpClient program, HttpMethod method, string address, object? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await program.SendAsync(request, Ct);
        return await answer.WhatAsync();
    }

    public static async Task<string> WhatAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return "";
        }

        var told = JsonDocument.Parse(text).RootElement;
        return answer.IsSuccessStatusCode ? told.TryGetProperty("verdict", out var verdict) ? verdict.GetString()! : ""
            : told.TryGetProperty("errors", out var errors) ? string.Join(" ", errors.EnumerateObject().Select(e => e.Name))
            : told.GetProperty("type").GetString()!.Split('/')[^1];
    }

    /// <summary>The door where they have a seat, a day later.</summary>
    public static async Task<DoorStep> NextDayAsync(this TestApp app, Guid person)
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        var door = await DoorStep.BuildAsync(app);
        using (var scope = app.Scope())
        {
            var now = app.Clock.GetUtcNow().UtcDateTime;
            scope.Db.Add(new Weiguang.Activities.Domain.Signup { ActivityId = door.Activity, ShiftId = door.Shift, VolunteerId = person, StartsAt = now.AddMinutes(10), EndsAt = now.AddMinutes(130), DivisionCode = TestPeople.Village });
            await scope.Db.SaveChangesAsync(Ct);
        }

        return door;
    }

    /// <summary>A day after they have enrolled, at a door that they have just come in by, on the phone that is given back.</summary>
    public static async Task<(DoorStep Door, HttpClient Phone)> ComeInAsync(this TestApp app, Guid person)
    {
        var door = await app.NextDayAsync(person);
        var phone = await app.ProgramOfAsync(person);
        using var shown = await phone.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/check-in", new { code = door.Code() }, Ct);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        return (door, phone);
    }

    public static string Checks(this DoorStep door) => $"/api/v1/hours/{door.Activity}/engagements/{door.Shift}/face-checks";

    public static async Task<string> ShowFaceAsync(this HttpClient phone, DoorStep door, float[] face) => await phone.SayAsync(HttpMethod.Post, door.Checks(), await phone.ShownAsync(face));
}
