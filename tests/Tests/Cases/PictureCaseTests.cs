using System.Buffers.Binary;
using System.Net;
using System.Text;
using Weiguang.People;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Cases;

/// <summary>Files that call themselves pictures.</summary>
public class PictureCaseTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_nobody_can_look_at_is_refused(string database)
    {
        var village = await Village.BuildAsync(await apps.On(database));
        var order = await village.OrderAsync();
        foreach (var file in (string[])["zero.jpg", "garbage_idat.png", "no_idat.png"])
        {
            using var answer = await village.Resident.PostAsync($"/api/v1/orders/{order}/photos", Upload(file), Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{file} was answered {(int)answer.StatusCode}");
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_picture_stays_the_way_up_it_was_taken(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        using var answer = await village.Resident.PostAsync($"/api/v1/orders/{order}/photos", Upload("exif_rot.png"), Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");

        using var shown = await (await app.BrowserOfAsync(village.ResidentId, Role.Resident)).GetAsync($"/orders/{order}/photos/1", Ct);
        var bytes = await shown.Content.ReadAsByteArrayAsync(Ct);

        // Given as 64 × 32 with the note to turn it: either turned, or the note is still there.
        var isTurned = shown.Content.Headers.ContentType?.MediaType != "image/png" || BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)) == 32;
        Assert.True(isTurned || Encoding.Latin1.GetString(bytes).Contains("eXIf", StringComparison.Ordinal), "The note which way is up was dropped.");
    }

    private static MultipartFormDataContent Upload(string file) => new() { { new ByteArrayContent(Given.Bytes(file)), "photos", file } };
}
