namespace Weiguang.Kernel.Http;

/// <summary>
/// What somebody sent turned out to be bad too deep inside for an answer at the field: the API answers 400 <c>invalid</c> with the field, a page with the page
/// for a bad request. The rules of a form come first; this keeps what they forgot from being a failure of ours.
/// </summary>
/// <param name="name">As in the request, camelCase.</param>
/// <param name="phrase">Source phrase.</param>
public sealed class BadInputException(string name, string phrase) : Exception($"{name}: {phrase}")
{
    public string Field => name;

    public string Phrase => phrase;
}
