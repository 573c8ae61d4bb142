using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Weiguang.Tests.Support;

/// <summary>Pages as a person without JavaScript uses them: read, fill in a form, press its button.</summary>
public static class Html
{
    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    public static async Task<IHtmlDocument> ReadPageAsync(this HttpResponseMessage response, CancellationToken ct = default) =>
        Parse(await response.Content.ReadAsStringAsync(ct));

    /// <summary>Gets a page that must be there.</summary>
    public static async Task<IHtmlDocument> GetPageAsync(this HttpClient client, string url, CancellationToken ct = default)
    {
        using var response = await client.GetAsync(url, ct);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"GET {url} answered {(int)response.StatusCode}: {response.Headers.Location}");
        return await response.ReadPageAsync(ct);
    }

    /// <summary>Gets the page, fills the named fields of its form and posts it, hidden fields and antiforgery token included.</summary>
    /// <param name="form">A CSS selector; by default the first POST form that is not a switch of the layout.</param>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, string url, object? fields = null, string form = "form[method=post]:not([action='/preferences'])", CancellationToken ct = default)
    {
        var page = await client.GetPageAsync(url, ct);
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No form '{form}' at {url}.");
        return await client.SubmitAsync(url, element, fields, ct);
    }

    /// <summary>Posts a form that was read before, so that two people can press the same button.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, string url, IHtmlFormElement form, object? fields = null, CancellationToken ct = default) => client.SendFormAsync(url, form, fields, [], ct);

    /// <summary>Posts a form that was read before, with files chosen.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(
        this HttpClient client, string url, IHtmlFormElement form, object? fields, (string Field, string Name, byte[] Bytes)[] files, CancellationToken ct = default)
    {
        var values = Fields(form);
        foreach (var (name, value) in Named(fields))
        {
            values.RemoveAll(v => v.Key == name);
            values.AddRange((value as IEnumerable<string> ?? [value?.ToString() ?? ""]).Select(v => KeyValuePair.Create(name, v)));
        }

        var action = form.GetAttribute("action") is { Length: > 0 } given ? new Uri(new Uri(client.BaseAddress!, url), given).PathAndQuery : url;
        using HttpContent content = form.Enctype == "multipart/form-data" ? Multipart(values, files) : new FormUrlEncodedContent(values);
        return await client.PostAsync(action, content, ct);
    }

    /// <summary>The sentence left for the next page; null when none was.</summary>
    public static string? Flash(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(c => c.StartsWith("wg-flash=", StringComparison.Ordinal)) is { Length: > 10 } flash
            ? Uri.UnescapeDataString(flash["wg-flash=".Length..flash.IndexOf(';', StringComparison.Ordinal)])[1..] : null;

    /// <summary>What a browser would send: no disabled or unchecked fields, no buttons.</summary>
    public static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var element in form.QuerySelectorAll("[name]").Where(e => !e.HasAttribute("disabled")))
        {
            var name = element.GetAttribute("name")!;
            values.AddRange((element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? [box.Value] : [],
                IHtmlInputElement { Type: "file" or "submit" or "button" or "image" } => [],
                IHtmlInputElement input => [input.Value],
                IHtmlTextAreaElement text => [text.Value],
                IHtmlSelectElement select => select.Options.Where(o => o.IsSelected).Select(o => o.Value),
                _ => (IEnumerable<string>)[],
            }).Select(value => KeyValuePair.Create(name, value)));
        }

        return values;
    }

    private static IEnumerable<(string Name, object? Value)> Named(object? fields) => fields switch
    {
        null => [],
        IEnumerable<KeyValuePair<string, string>> pairs => pairs.Select(p => (p.Key, (object?)p.Value)),
        _ => fields.GetType().GetProperties().Select(p => (p.Name, p.GetValue(fields))),
    };

    internal static MultipartFormDataContent Multipart(IEnumerable<KeyValuePair<string, string>> values, params (string Field, string Name, byte[] Bytes)[] files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in values)
        {
            var part = new StringContent(value);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            content.Add(part);
        }

        foreach (var (field, name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), field, name);
        }

        return content;
    }
}
