# Takes the media out of all DVD drives of a machine.
param($Request)

foreach ($drive in @(Hyper-V\Get-VMDvdDrive -VMName $Request.name)) {
    Hyper-V\Set-VMDvdDrive -VMName $Request.name -ControllerNumber $drive.ControllerNumber -ControllerLocation $drive.ControllerLocation -Path $null
}
