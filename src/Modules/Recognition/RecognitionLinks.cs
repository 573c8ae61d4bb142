namespace Weiguang.Recognition;

internal static class RecognitionLinks
{
    public const string Hours = "/me/hours";

    public const string StarRules = "/console/stars/rules";
}
