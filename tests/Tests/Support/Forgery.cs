namespace Weiguang.Tests.Support;

/// <summary>Forms as somebody posts them who does not press the buttons a page shows.</summary>
public static class Forgery
{
    /// <summary>Posts fields to a page with a valid antiforgery token of the same browser, whether the page shows such a form or not.</summary>
    public static async Task<HttpResponseMessage> ForgeAsync(this HttpClient browser, string url, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetPageAsync("/me", TestContext.Current.CancellationToken);
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? throw new InvalidOperationException("No form with a token at /me.");
        var values = fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await browser.PostAsync(url, new FormUrlEncodedContent(values), TestContext.Current.CancellationToken);
    }
}
