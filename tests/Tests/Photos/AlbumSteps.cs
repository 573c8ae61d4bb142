using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Photos;

/// <summary>Pictures of things over the API.</summary>
internal static class AlbumSteps
{
    private static int _serial;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string At(string album, Guid owner) => $"/api/v1/albums/{album}/{owner}";

    public static async Task<HttpResponseMessage> BringAsync(this HttpClient program, string album, Guid owner, string? people = "false", string words = "", bool forAll = false, byte[]? picture = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(picture ?? Pictures.Scene(Interlocked.Increment(ref _serial))), "photos", "IMG_1.png" }, { new StringContent(words), "words" }, { new StringContent($"{forAll}"), "forAll" } };
        if (people is not null)
        {
            form.Add(new StringContent(people), "people");
        }

        return await program.PostAsync(At(album, owner), form, Ct);
    }

    public static async Task<List<JsonElement>> PhotosAsync(this HttpClient client, string album, Guid owner) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(At(album, owner), Ct)).EnumerateArray()];

    public static async Task<Guid> BroughtAsync(this HttpClient program, string album, Guid owner, string words = "", bool forAll = false)
    {
        var before = (await program.PhotosAsync(album, owner)).Select(p => p.GetProperty("id").GetGuid()).ToList();
        using var answer = await program.BringAsync(album, owner, words: words, forAll: forAll);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return Assert.Single(await program.PhotosAsync(album, owner), p => !before.Contains(p.GetProperty("id").GetGuid())).GetProperty("id").GetGuid();
    }
}
