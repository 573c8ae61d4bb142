using System.Globalization;
using System.Net.Http.Headers;
using Weiguang.Simulation.Cheats.Stages;
using Weiguang.Simulation.Hours;

namespace Weiguang.Simulation.Cheats.Plays;

/// <summary>Hours entered afterwards, with a picture and everybody's yes.</summary>
internal sealed record Paper(Outing Outing, Somebody[] People, Guid Id)
{
    public static async Task<Paper> HandInAsync(Outing outing, Somebody[] people, DateTime from, DateTime until)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent($"{outing.Shifts[0]}"), "engagementId" }, { new StringContent(Text(from)), "fromAt" }, { new StringContent(Text(until)), "untilAt" },
            { new StringContent("那天山里没有信号，谁也签不上"), "reason" }, { new StringContent("true"), "declared" },
        };
        foreach (var who in people)
        {
            form.Add(new StringContent($"{who.Id}"), "volunteerIds");
        }

        var picture = new ByteArrayContent(PhotoDrawing.Take(outing.Play.Chance));
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(picture, "photos", "yard.png");
        var made = await outing.Play.NeedAsync(outing.Lead, $"/api/v1/hours/{outing.Id}/backfills", form);
        var paper = new Paper(outing, people, made.Body.GetProperty("id").GetGuid());
        foreach (var who in people)
        {
            await outing.Play.PostAsync(who, $"/api/v1/hours/{outing.Id}/backfills/{paper.Id}/agreement", new { agreed = true });
        }

        return paper;
    }

    public Task<Said> DecideAsync(Somebody official) => Outing.Play.PostAsync(official, $"/api/v1/hours/{Outing.Id}/backfills/{Id}/decision", new { approved = true, decision = "照片属实" });

    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
