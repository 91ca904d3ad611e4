# Runs one verb: the script of that name beside this one gets the request, and its result or its error is the response.
# Files, not pipes: those would go through the code page of the console.
param(
    [Parameter(Mandatory = $true)][string] $Verb,
    [Parameter(Mandatory = $true)][string] $RequestFile,
    [Parameter(Mandatory = $true)][string] $ResponseFile
)

# Global, for the functions of a module do not see what a script sets for itself.
$global:ErrorActionPreference = 'Stop'
$global:ProgressPreference = 'SilentlyContinue'
$global:ConfirmPreference = 'None'

try {
    $request = [IO.File]::ReadAllText($RequestFile) | ConvertFrom-Json
    $result = & ([IO.Path]::Combine($PSScriptRoot, "$Verb.ps1")) $request
    $response = @{ ok = $true; result = $result }
}
catch {
    $cause = $_.Exception
    while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
    $response = @{
        ok    = $false
        error = @{
            message  = $_.Exception.Message
            id       = $_.FullyQualifiedErrorId
            category = [string] $_.CategoryInfo.Category
            hresult  = '0x{0:X8}' -f $cause.HResult
            command  = [string] $_.InvocationInfo.MyCommand
        }
    }
}
[IO.File]::WriteAllText($ResponseFile, (ConvertTo-Json -InputObject $response -Depth 8 -Compress))
