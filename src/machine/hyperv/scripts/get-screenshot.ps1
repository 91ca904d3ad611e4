# The screen of a machine as 16-bit pixels (RGB565) in a file; no size where it shows none.
param($Request)

$namespace = 'root\virtualization\v2'
$machine = Get-CimInstance -Namespace $namespace -ClassName Msvm_ComputerSystem -Filter "ElementName='$($Request.name)'"
$head = Get-CimInstance -Namespace $namespace -ClassName Msvm_VideoHead -Filter "SystemName='$($machine.Name)'"
if ($null -eq $head -or $head.CurrentHorizontalResolution -eq 0) { return @{ width = 0; height = 0 } }
$width = [uint16] $head.CurrentHorizontalResolution
$height = [uint16] $head.CurrentVerticalResolution
$settings = Get-CimAssociatedInstance -InputObject $machine -Association Msvm_SettingsDefineState -ResultClassName Msvm_VirtualSystemSettingData
$service = Get-CimInstance -Namespace $namespace -ClassName Msvm_VirtualSystemManagementService
$shot = Invoke-CimMethod -InputObject $service -MethodName GetVirtualSystemThumbnailImage -Arguments @{
    TargetSystem = $settings
    WidthPixels  = $width
    HeightPixels = $height
}
if ($shot.ReturnValue -ne 0) { throw "GetVirtualSystemThumbnailImage returned $($shot.ReturnValue)" }
[IO.File]::WriteAllBytes($Request.file, [byte[]] $shot.ImageData)
@{ width = $width; height = $height }
